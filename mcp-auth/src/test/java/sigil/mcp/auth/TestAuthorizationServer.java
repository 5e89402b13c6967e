package sigil.mcp.auth;

import io.helidon.webserver.WebServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** The authorization server on a socket, with a clock that stands still and documents that are given instead of fetched. */
final class TestAuthorizationServer implements AutoCloseable {
    static final Issuer ISSUER = Issuer.of("https://mcp.example.com");
    static final String PASSPHRASE = "four quiet words here";
    static final String CALLBACK = "http://127.0.0.1:3000/callback";

    final SettableClock clock = new SettableClock("2026-11-26T10:00:00Z");
    final AuthStore store;
    final AuthorizationServer authorization;
    /** Documents by URL; a URL without one cannot be fetched. */
    final Map<String, String> documents = new ConcurrentHashMap<>();
    /** From where requests seem to come. */
    volatile String address = "203.0.113.7";
    private final WebServer web;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).build();

    TestAuthorizationServer(Path directory) {
        store = AuthStore.open(directory.resolve("state"), clock);
        authorization = AuthorizationServer.create(store, ISSUER,
                new AuthorizationServer.Settings(AuthorizationServer.Settings.KNOWN_SCHEMES, java.util.Set.of(), request -> address, "test"),
                this::document, new Passphrases(1_000, 2, Pbkdf2::derive), MemberIdentity.NONE);
        web = WebServer.builder().host("127.0.0.1").port(0).routing(authorization::register).build().start();
    }

    private Fetched document(ClientIdUrl url) {
        return Optional.ofNullable(documents.get(url.value()))
                .<Fetched>map(json -> new Fetched.Document(json.getBytes(StandardCharsets.UTF_8), java.time.Duration.ofMinutes(5)))
                .orElseGet(() -> new Fetched.Failed("There is no document at " + url.value() + ".", false));
    }

    /** The owner sets the passphrase of the tests. */
    void passphrase(String member) {
        try (Passphrase chosen = Passphrase.chosen(PASSPHRASE.toCharArray(), member)) {
            store.members().passphrase(member, new Passphrases(1_000, 1, Pbkdf2::derive).hash(chosen).text());
        }
    }

    /** What was answered. */
    record Answer(int status, HttpResponse<String> response) {
        String body() {
            return response.body();
        }

        String header(String name) {
            return String.join("\n", response.headers().allValues(name));
        }

        JsonObject json() {
            try {
                return new JsonInput(32).read(body()).asJsonObject();
            } catch (MalformedJsonException e) {
                throw new AssertionError(body(), e);
            }
        }

        String error() {
            return json().getString("error");
        }

        /** A parameter of the address that the browser is sent to. */
        Optional<String> parameter(String name) {
            String query = URI.create(header("Location")).getRawQuery();
            return query == null ? Optional.empty() : Arrays.stream(query.split("&")).filter(pair -> pair.startsWith(name + "="))
                    .map(pair -> java.net.URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8)).findFirst();
        }
    }

    Answer get(String path, String... headers) {
        return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
    }

    Answer post(String path, String type, String body, String... headers) {
        return send(HttpRequest.newBuilder(uri(path)).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)), headers);
    }

    /** A form, of names and values in turn. */
    Answer form(String path, String... pairs) {
        return post(path, "application/x-www-form-urlencoded", encoded(pairs));
    }

    Answer register(String json) {
        return post("/oauth/register", "application/json", json.replace('\'', '"'));
    }

    /** A public client with the callback of the tests. */
    String registered() {
        return register("{'client_name':'Test client','redirect_uris':['" + CALLBACK + "'],'token_endpoint_auth_method':'none'}").json()
                .getString("client_id");
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + web.port() + path);
    }

    private Answer send(HttpRequest.Builder request, String... headers) {
        try {
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String... pairs) {
        return java.util.stream.IntStream.range(0, pairs.length / 2)
                .mapToObj(i -> pairs[2 * i] + "=" + URLEncoder.encode(pairs[2 * i + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String json(String key, String value) {
        return JsonCodec.object().add(key, value).build().toString();
    }

    @Override
    public void close() {
        web.stop();
        authorization.close();
        store.close();
        http.close();
    }
}
