package sigil.mcp.auth;

import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/**
 * {@code POST /oauth/register} (RFC 7591). Anybody may register under any name, and gains nothing by it: the consent page says that the client
 * registered itself, and where its code would go. It is forgotten after a day unless somebody grants it something.
 */
final class RegistrationEndpoint implements Handler {
    static final Duration LIFE = Duration.ofDays(1);
    private static final JsonInput JSON = new JsonInput(16);
    private static final int MOST_REDIRECTS = 10;
    private static final int MOST_WAITING = 500;
    /** A URI of such a scheme runs what is written in it, or is a file of the box; whoever registers one means harm. */
    private static final Set<String> HARMFUL = Set.of("javascript", "data", "vbscript", "file", "blob", "about", "mailto", "filesystem");

    private final Clients clients;
    private final RedirectUris redirects;
    private final ClientAddress address;
    private final Attempts attempts;

    RegistrationEndpoint(Clients clients, RedirectUris redirects, ClientAddress address, Attempts attempts) {
        this.clients = clients;
        this.redirects = redirects;
        this.address = address;
        this.attempts = attempts;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String from = address.of(request);
        attempts.guard(response, from, () -> {
            attempts.count(Attempts.Kind.REGISTRATION, from);
            ClientMetadata metadata = metadata(body(request));
            Instant now = clients.moment();
            String id = Clients.newId();
            Optional<TokenText> secret = metadata.authMethod() == AuthMethod.NONE ? Optional.empty() : Optional.of(TokenText.random(Secret.CLIENT));
            Client client = new Client(id, ClientKind.REGISTERED, metadata, false, true, now, Optional.of(now.plus(LIFE)));
            clients.keepWaiting(MOST_WAITING - 1);
            clients.save(client, secret, from);
            answer(response, client, secret);
        });
    }

    private static JsonObject body(ServerRequest request) {
        try {
            if (JSON.read(OAuthParameters.body(request)) instanceof JsonObject object) {
                return object;
            }
        } catch (MalformedJsonException e) {
            throw invalid("The body is not JSON: " + ascii(e.getMessage()));
        } catch (OAuthException e) {
            // there are two errors here (RFC 7591 section 3.2.2), and this is the other one
            throw invalid(e.getMessage());
        }
        throw invalid("The body is not a JSON object.");
    }

    private ClientMetadata metadata(JsonObject body) {
        List<String> uris = redirectUris(body);
        String method = string(body, "token_endpoint_auth_method").orElse(AuthMethod.NONE.wire());
        AuthMethod authMethod = AuthMethod.parse(method).orElseThrow(() -> invalid(
                "token_endpoint_auth_method is none, client_secret_basic or client_secret_post."));
        List<String> grants = strings(body, "grant_types");
        List<String> responses = strings(body, "response_types");
        if (!responses.isEmpty() && !responses.contains("code")) {
            throw invalid("response_types must have code.");
        }
        boolean devices = grants.contains(TokenEndpoint.DEVICE_CODE);
        if (!grants.isEmpty() && !grants.contains("authorization_code") && !devices) {
            throw invalid("grant_types must have authorization_code or " + TokenEndpoint.DEVICE_CODE + ".");
        }
        if (uris.isEmpty() && !devices) {
            throw new OAuthException(OAuthException.Code.INVALID_REDIRECT_URI, "redirect_uris is missing or empty.");
        }
        return new ClientMetadata(Applicant.readable(string(body, "client_name").orElse("")), uris, authMethod,
                grants.isEmpty() || grants.contains("refresh_token"), devices,
                string(body, "client_uri").filter(uri -> uri.startsWith("https://") && redirects.fault(uri).isEmpty()));
    }

    /** Those that may be; a client that offers ten of which one is of a scheme unknown here can live with nine, and would give up if refused. */
    private List<String> redirectUris(JsonObject body) {
        List<String> offered = strings(body, "redirect_uris");
        if (offered.size() > MOST_REDIRECTS) {
            throw new OAuthException(OAuthException.Code.INVALID_REDIRECT_URI, "There may be " + MOST_REDIRECTS + " redirect_uris.");
        }
        List<String> allowed = new ArrayList<>();
        Optional<String> fault = Optional.empty();
        for (String uri : offered) {
            int colon = uri.indexOf(':');
            if (colon > 0 && HARMFUL.contains(uri.substring(0, colon).strip().toLowerCase(java.util.Locale.ROOT))) {
                throw new OAuthException(OAuthException.Code.INVALID_REDIRECT_URI, "A redirect URI of this scheme is never allowed.");
            }
            Optional<String> wrong = redirects.fault(uri);
            fault = fault.or(() -> wrong);
            if (wrong.isEmpty()) {
                allowed.add(uri);
            }
        }
        if (allowed.isEmpty() && fault.isPresent()) {
            throw new OAuthException(OAuthException.Code.INVALID_REDIRECT_URI, fault.get());
        }
        return allowed;
    }

    /** Some clients write null where they have nothing to say. */
    private static Optional<String> string(JsonObject body, String name) {
        JsonValue value = body.getOrDefault(name, JsonValue.NULL);
        if (value.getValueType() != JsonValue.ValueType.NULL && !(value instanceof JsonString)) {
            throw invalid(name + " must be a string.");
        }
        return JsonCodec.string(body, name);
    }

    private static List<String> strings(JsonObject body, String name) {
        JsonValue value = body.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY);
        if (!(value instanceof JsonArray array) || !array.stream().allMatch(JsonString.class::isInstance)) {
            throw invalid(name + " must be an array of strings.");
        }
        return array.getValuesAs(JsonString::getString);
    }

    private static void answer(ServerResponse response, Client client, Optional<TokenText> secret) {
        ClientMetadata metadata = client.metadata();
        var grants = JsonCodec.array();
        if (!metadata.redirectUris().isEmpty()) {
            grants.add("authorization_code");
        }
        if (metadata.refreshes()) {
            grants.add("refresh_token");
        }
        if (metadata.devices()) {
            grants.add(TokenEndpoint.DEVICE_CODE);
        }
        var body = JsonCodec.object()
                .add("client_id", client.id())
                .add("client_id_issued_at", client.created().getEpochSecond())
                .add("client_name", metadata.name())
                .add("redirect_uris", JsonCodec.array(metadata.redirectUris()))
                .add("token_endpoint_auth_method", metadata.authMethod().wire())
                .add("grant_types", grants)
                .add("response_types", JsonCodec.array(List.of("code")));
        metadata.uri().ifPresent(uri -> body.add("client_uri", uri));
        // 0: the secret lives as long as the client
        secret.ifPresent(text -> body.add("client_secret", text.reveal()).add("client_secret_expires_at", 0));
        OAuthAnswers.send(response, Status.CREATED_201, body.build());
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthException.Code.INVALID_CLIENT_METADATA, description);
    }

    private static String ascii(String message) {
        return message.replaceAll("[^ -~]", "?");
    }
}
