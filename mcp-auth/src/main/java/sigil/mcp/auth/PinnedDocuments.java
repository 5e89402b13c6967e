package sigil.mcp.auth;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/**
 * The documents of known vendors, which this program carries (OAuth Client ID Metadata Document, "Pre-Registering"): their hosts refuse some
 * addresses, and their names can be believed.
 */
final class PinnedDocuments {
    /** The day of which the copies are. */
    static final Instant RECORDED = Instant.parse("2026-09-24T00:00:00Z");
    private static final List<String> NAMES = List.of("chatgpt", "codex", "claude", "claude-code", "cursor", "vscode", "zed", "opencode");
    /** ChatGPT towards a server that does not name itself in its answers (RFC 9207): a client for each connector. */
    private static final Pattern CONNECTOR = Pattern.compile("https://chatgpt\\.com/oauth/([A-Za-z0-9_-]{1,128})/client\\.json");

    private final RedirectUris redirects;
    private final Map<String, ClientMetadata> exact;
    private final JsonObject connector;

    /**
     * Reads the documents.
     *
     * @param redirects which redirect URIs a client may have; a vendor's own scheme is known only if it is allowed
     */
    PinnedDocuments(RedirectUris redirects) {
        this.redirects = redirects;
        this.exact = NAMES.stream().map(PinnedDocuments::read)
                .collect(Collectors.toUnmodifiableMap(document -> document.getString("client_id"), this::metadata));
        this.connector = read("chatgpt");
    }

    /** What is known of a client; empty if it is nobody's that this program knows. */
    Optional<ClientMetadata> find(String clientId) {
        return Optional.ofNullable(exact.get(clientId)).or(() -> connector(clientId));
    }

    private Optional<ClientMetadata> connector(String clientId) {
        Matcher matcher = CONNECTOR.matcher(clientId);
        return !matcher.matches() ? Optional.empty() : Optional.of(metadata(JsonCodec.object(connector)
                .add("client_id", clientId)
                .add("redirect_uris", JsonCodec.array(List.of("https://chatgpt.com/connector/oauth/" + matcher.group(1))))
                .build()));
    }

    /**
     * Whether a document that was fetched leads to the places of the known one only. A vendor may change a path; but whoever has got hold of one
     * path on a vendor's host, and sends codes to a host of his own or to a program on this person's machine, shall not have the vendor's name.
     */
    static boolean vouches(ClientMetadata known, ClientMetadata fetched) {
        return places(known).containsAll(places(fetched));
    }

    private static Set<String> places(ClientMetadata metadata) {
        return metadata.redirectUris().stream().map(PinnedDocuments::place).collect(Collectors.toUnmodifiableSet());
    }

    /** Origin, or loopback, or private-use scheme. */
    private static String place(String redirectUri) {
        URI uri = URI.create(redirectUri);
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "http" -> "loopback";
            case "https" -> "https://" + uri.getRawAuthority().toLowerCase(Locale.ROOT);
            default -> uri.getScheme().toLowerCase(Locale.ROOT);
        };
    }

    private ClientMetadata metadata(JsonObject document) {
        var url = new ClientIdUrl(document.getString("client_id"));
        return switch (ClientDocument.read(url, JsonCodec.bytes(document), redirects)) {
            case ClientDocument.Valid(var metadata) -> metadata;
            case ClientDocument.Invalid(var reason) -> throw new IllegalStateException(url.value() + ": " + reason);
        };
    }

    private static JsonObject read(String name) {
        try (InputStream in = PinnedDocuments.class.getResourceAsStream("client-" + name + ".json")) {
            return new JsonInput(ClientDocument.DEEPEST).read(in.readAllBytes()).asJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("client-" + name + ".json: " + e.getMessage(), e);
        }
    }
}
