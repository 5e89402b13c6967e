package sigil.mcp.auth;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/**
 * What a document says of a client, once it has been read (OAuth Client ID Metadata Document, "Client Metadata Document"; the names are those of
 * RFC 7591 section 2). No URL in it is ever fetched.
 */
sealed interface ClientDocument {
    /** How deep a document may be nested; a key set is four levels. */
    int DEEPEST = 16;
    /** Redirect URIs in one document. */
    int MOST_URIS = 50;

    /**
     * The document can be worked with.
     *
     * @param metadata what it says
     */
    record Valid(ClientMetadata metadata) implements ClientDocument {
        public Valid {
            Objects.requireNonNull(metadata, "metadata");
        }
    }

    /**
     * The document cannot be worked with.
     *
     * @param reason a sentence for the page
     */
    record Invalid(String reason) implements ClientDocument {
        public Invalid {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Reads a document.
     *
     * @param url       where it was
     * @param utf8      what was there
     * @param redirects which redirect URIs a client may have; the others are passed over
     */
    static ClientDocument read(ClientIdUrl url, byte[] utf8, RedirectUris redirects) {
        try {
            return new JsonInput(DEEPEST).read(utf8) instanceof JsonObject document ? read(url, document, redirects)
                    : new Invalid("The document of the client must be a JSON object.");
        } catch (MalformedJsonException e) {
            return new Invalid("The document of the client cannot be read. " + e.getMessage());
        }
    }

    private static ClientDocument read(ClientIdUrl url, JsonObject document, RedirectUris redirects) {
        return fault(url, document).or(() -> authFault(document)).or(() -> redirectFault(document, redirects))
                .<ClientDocument>map(Invalid::new).orElseGet(() -> new Valid(metadata(url, document, redirects)));
    }

    private static ClientMetadata metadata(ClientIdUrl url, JsonObject document, RedirectUris redirects) {
        Optional<List<String>> grants = strings(document, "grant_types");
        return new ClientMetadata(
                VisibleText.name(JsonCodec.string(document, "client_name").orElse(""), url.host()),
                strings(document, "redirect_uris").orElse(List.of()).stream().filter(uri -> redirects.fault(uri).isEmpty()).distinct().toList(),
                AuthMethod.NONE,
                // grant types that this server does not know are the client's business with other servers
                grants.isEmpty() || grants.get().contains("refresh_token"),
                grants.isPresent() && grants.get().contains("urn:ietf:params:oauth:grant-type:device_code"),
                JsonCodec.string(document, "client_uri").filter(ClientDocument::isWebsite));
    }

    private static Optional<String> fault(ClientIdUrl url, JsonObject document) {
        if (JsonCodec.string(document, "client_id").filter(url.value()::equals).isEmpty()) {
            return Optional.of("The document of the client is that of another: its client_id must be the URL at which it is, to the character.");
        }
        if (JsonCodec.string(document, "client_name").isEmpty()) {
            return Optional.of("The document of the client must have a client_name, which is a string.");
        }
        if (document.containsKey("grant_types") && strings(document, "grant_types").isEmpty()) {
            return Optional.of("In the document of the client grant_types must be a list of strings.");
        }
        return Optional.empty();
    }

    private static Optional<String> authFault(JsonObject document) {
        if (document.keySet().stream().anyMatch(name -> name.startsWith("client_secret"))) {
            return Optional.of("The document of the client holds a client_secret, which everybody can read: it must have none.");
        }
        Optional<String> one = JsonCodec.string(document, "token_endpoint_auth_method");
        Optional<List<String>> many = strings(document, "token_endpoint_auth_methods_supported");
        if (document.containsKey("token_endpoint_auth_method") && one.isEmpty()
                || document.containsKey("token_endpoint_auth_methods_supported") && many.isEmpty()) {
            return Optional.of("In the document of the client token_endpoint_auth_method must be a string, and "
                    + "token_endpoint_auth_methods_supported a list of strings.");
        }
        if (one.filter(ClientDocument::isShared).isPresent() || many.orElse(List.of()).stream().anyMatch(ClientDocument::isShared)) {
            return Optional.of("The document of the client wants to prove itself by a shared secret, and nobody shares one with it: its "
                    + "token_endpoint_auth_method must be none.");
        }
        // one that names a method is bound to it ("Client Authentication"), unless it says itself that it also takes none
        boolean open = many.isPresent() && many.get().contains("none") || one.map("none"::equals).orElse(many.isEmpty());
        return open ? Optional.empty() : Optional.of("The client proves itself by %s, which this server cannot check. Its document has to name none "
                .formatted(one.or(() -> many.flatMap(methods -> methods.stream().findFirst())).filter("private_key_jwt"::equals)
                        .orElse("a method of its own")) + "in token_endpoint_auth_method or token_endpoint_auth_methods_supported.");
    }

    private static boolean isShared(String method) {
        return method.startsWith("client_secret");
    }

    private static Optional<String> redirectFault(JsonObject document, RedirectUris redirects) {
        List<String> uris = strings(document, "redirect_uris").orElse(List.of());
        if (uris.isEmpty() || uris.size() > MOST_URIS) {
            return Optional.of("The document of the client must have redirect_uris, a list of 1 to " + MOST_URIS + " strings.");
        }
        return uris.stream().anyMatch(uri -> redirects.fault(uri).isEmpty()) ? Optional.empty()
                : redirects.fault(uris.getFirst()).map(fault -> "None of the redirect_uris in the document of the client is allowed. " + fault);
    }

    private static boolean isWebsite(String uri) {
        try {
            URI parsed = new URI(uri);
            return uri.length() <= 2_000 && uri.chars().allMatch(c -> c > ' ' && c < 0x7f) && "https".equals(parsed.getScheme())
                    && parsed.getHost() != null && parsed.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A list of strings; empty where it is missing or anything else. */
    private static Optional<List<String>> strings(JsonObject document, String name) {
        return document.get(name) instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)
                ? Optional.of(array.getValuesAs(JsonString::getString)) : Optional.empty();
    }
}
