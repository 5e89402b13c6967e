package sigil.mcp.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import sigil.mcp.core.JsonCodec;

/** What is served of actions: the document in both notations, made once, and the actions themselves. */
final class ActionRoutes {
    /** RFC 9512. */
    private static final Header YAML_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/yaml");

    private final byte[] json;
    private final byte[] yaml;
    private final ActionEndpoint endpoint;

    ActionRoutes(JsonObject document, ActionEndpoint endpoint) {
        this.json = JsonCodec.bytes(document);
        this.yaml = Yaml.bytes(document);
        this.endpoint = endpoint;
    }

    void json(ServerRequest request, ServerResponse response) {
        JsonAnswers.send(request, response, HeaderValues.CONTENT_TYPE_JSON, json);
    }

    void yaml(ServerRequest request, ServerResponse response) {
        JsonAnswers.send(request, response, YAML_TYPE, yaml);
    }

    Handler endpoint() {
        return endpoint;
    }
}
