package sigil.mcp.auth;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Scope;

/**
 * The documents from which a client learns how to get a token: metadata of the protected resource (RFC 9728) and of the authorization server (RFC
 * 8414, OpenID Connect is not spoken). They say the same to everybody, need no token, and come from the configuration, never from a request.
 *
 * <p>MCP is served at {@code /mcp} and at {@code /}, so there are two resources. The authorization server stands at both places as well: some clients
 * append the path of the resource that they were given.
 */
public final class MetadataDocuments {
    /** Where the metadata of the resource {@code /} are (RFC 9728 section 3). */
    public static final String RESOURCE_AT_ROOT = "/.well-known/oauth-protected-resource";
    /** Where the metadata of the resource {@code /mcp} are (RFC 9728 section 3.1). */
    public static final String RESOURCE_AT_MCP = RESOURCE_AT_ROOT + "/mcp";
    private static final String SERVER_AT_ROOT = "/.well-known/oauth-authorization-server";
    private static final String SERVER_AT_MCP = SERVER_AT_ROOT + "/mcp";

    private static final Header ALLOW = HeaderValues.createCached(HeaderNames.ALLOW, "GET, HEAD, OPTIONS");
    private static final Header TEXT = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    private static final byte[] ONLY_READ = "This address takes GET, HEAD, OPTIONS.\n".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, byte[]> documents;

    /**
     * Writes the documents.
     *
     * @param issuer the origin under which clients reach this server
     */
    public MetadataDocuments(Issuer issuer) {
        byte[] server = JsonCodec.bytes(server(issuer));
        this.documents = Map.of(
                RESOURCE_AT_ROOT, JsonCodec.bytes(resource(issuer, issuer.value())),
                RESOURCE_AT_MCP, JsonCodec.bytes(resource(issuer, issuer.resource())),
                SERVER_AT_ROOT, server,
                SERVER_AT_MCP, server);
    }

    /**
     * Where they are.
     *
     * @return exact paths, which need no token and which any page of the web may read
     */
    public Set<String> paths() {
        return documents.keySet();
    }

    /**
     * Serves them.
     *
     * @param routing where to
     */
    public void register(HttpRouting.Builder routing) {
        documents.forEach((path, document) -> {
            routing.route(Method.predicate(Method.GET, Method.HEAD), PathMatchers.exact(path), (request, response) ->
                    send(request, response, document));
            routing.any(path, MetadataDocuments::other);
        });
    }

    /** To {@code HEAD}, which Helidon treats like any other method, only how long it would be. */
    private static void send(ServerRequest request, ServerResponse response, byte[] document) {
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(document.length)).send();
        } else {
            response.send(document);
        }
    }

    private static void other(ServerRequest request, ServerResponse response) {
        response.header(ALLOW);
        if (request.prologue().method().equals(Method.OPTIONS)) {
            response.send();
        } else {
            response.status(Status.METHOD_NOT_ALLOWED_405).header(TEXT).send(ONLY_READ);
        }
    }

    /** RFC 9728 section 2. */
    private static JsonObject resource(Issuer issuer, String resource) {
        return JsonCodec.object()
                .add("resource", resource)
                .add("authorization_servers", JsonCodec.array(List.of(issuer.value())))
                // clients ask for all of these: what more a tool needs is asked for when it is called (RFC 9728 section 7.2, MCP "Scope Minimization"),
                // and offline_access is no scope of a resource
                .add("scopes_supported", JsonCodec.array(List.of(Scope.READ.wire())))
                .add("bearer_methods_supported", JsonCodec.array(List.of("header")))
                .add("resource_name", "Sigil MCP")
                .add("resource_documentation", issuer.value())
                .build();
    }

    /** RFC 8414 section 2, with RFC 8628 section 4, RFC 9207 section 3, RFC 9728 section 4 and Client ID Metadata Document section 5. */
    private static JsonObject server(Issuer issuer) {
        List<String> secrets = List.of(AuthMethod.BASIC.wire(), AuthMethod.POST.wire());
        List<String> all = Stream.of(AuthMethod.values()).map(AuthMethod::wire).toList();
        return JsonCodec.object()
                .add("issuer", issuer.value())
                .add("authorization_endpoint", issuer.at(Endpoint.AUTHORIZE.path()))
                .add("token_endpoint", issuer.at(Endpoint.TOKEN.path()))
                .add("registration_endpoint", issuer.at(Endpoint.REGISTER.path()))
                .add("revocation_endpoint", issuer.at(Endpoint.REVOKE.path()))
                .add("introspection_endpoint", issuer.at(Endpoint.INTROSPECT.path()))
                .add("device_authorization_endpoint", issuer.at(Endpoint.DEVICE.path()))
                .add("response_types_supported", JsonCodec.array(List.of("code")))
                .add("response_modes_supported", JsonCodec.array(List.of("query")))
                .add("grant_types_supported", JsonCodec.array(List.of("authorization_code", "refresh_token",
                        "urn:ietf:params:oauth:grant-type:device_code")))
                .add("code_challenge_methods_supported", JsonCodec.array(List.of("S256")))
                .add("token_endpoint_auth_methods_supported", JsonCodec.array(all))
                .add("revocation_endpoint_auth_methods_supported", JsonCodec.array(all))
                // without a secret anybody could ask whose a token is (RFC 7662 section 2.1)
                .add("introspection_endpoint_auth_methods_supported", JsonCodec.array(secrets))
                .add("scopes_supported", JsonCodec.array(List.of(Scope.READ.wire(), Scope.WRITE.wire(), "offline_access")))
                .add("client_id_metadata_document_supported", true)
                .add("authorization_response_iss_parameter_supported", true)
                .add("protected_resources", JsonCodec.array(List.of(issuer.resource(), issuer.value())))
                .build();
    }
}
