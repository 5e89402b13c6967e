package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import sigil.mcp.core.JsonCodec;

/**
 * Links that a client may cite: the address under which this server shows a place, to whoever may read it.
 *
 * @param base such as {@code https://mcp.example.com}
 */
record Permalinks(String base) {

    /** Under the public URL, or where there is none under the address on which the server listens. */
    static Permalinks of(JsonObject configuration) {
        JsonObject server = JsonCodec.object(configuration, "server").orElse(JsonValue.EMPTY_JSON_OBJECT);
        String host = server.getString("host", "127.0.0.1");
        return new Permalinks(JsonCodec.string(server, "public_url").filter(url -> !url.isEmpty())
                .orElseGet(() -> "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getInt("port", 8000))
                .replaceFirst("/+$", ""));
    }

    String of(DocumentId document) {
        return base + "/r/" + RepositoryUri.ofFile(document.repository(), document.path()).link() + document.fragment();
    }
}
