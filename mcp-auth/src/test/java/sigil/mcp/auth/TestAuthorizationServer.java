package sigil.mcp.auth;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.Scope;

/** The authorization server on a socket, with a clock that stands still and documents that are given instead of fetched. */
final class TestAuthorizationServer implements AutoCloseable {
    static final Issuer ISSUER = Issuer.of("https://mcp.example.com");
    static final String PASSPHRASE = "four quiet words here";
    private static final Pattern REFRESH = Pattern.compile("http-equiv=\"refresh\" content=\"0;url=([^\"]*)\"");
    static final String CALLBACK = "http://127.0.0.1:3000/callback";

    final SettableClock clock = new SettableClock("2026-11-26T10:00:00Z");
    final AuthStore store;
    final AuthorizationServer authorization;
    /** Documents by URL; a URL without one cannot be fetched. */
    final Map<String, String> documents = new ConcurrentHashMap<>();
    /** From where requests seem to come. */
    volatile String address = "203.0.113.7";
    /** The URLs that were fetched, in order. */
    final List<String> fetched = new CopyOnWriteArrayList<>();
    /** How often a passphrase was stretched. */
    final AtomicInteger stretched = new AtomicInteger();
    /** What happens while the next passphrase is being stretched. */
    final AtomicReference<Runnable> meanwhile = new AtomicReference<>();
    private final WebServer web;

    TestAuthorizationServer(Path directory) {
        this(directory, ISSUER);
    }

    TestAuthorizationServer(Path directory, Issuer issuer) {
        store = AuthStore.open(directory.resolve("state"), clock);
        authorization = AuthorizationServer.create(store, issuer,
                new AuthorizationServer.Settings(AuthorizationServer.Settings.KNOWN_SCHEMES, java.util.Set.of(), request -> address, "test"),
                this::document, new Passphrases(1_000, 2, this::stretch), MemberIdentity.NONE);
        web = WebServer.builder().host("127.0.0.1").port(0).routing(authorization::register)
                .addProtocol(Http1Config.builder().maxPrologueLength(16 << 10).build()).build().start();
    }

    private byte[] stretch(char[] characters, byte[] salt, int iterations) {
        stretched.incrementAndGet();
        Optional.ofNullable(meanwhile.getAndSet(null)).ifPresent(Runnable::run);
        return Pbkdf2.derive(characters, salt, iterations);
    }

    private Fetched document(ClientIdUrl url) {
        fetched.add(url.value());
        return Optional.ofNullable(documents.get(url.value()))
                .<Fetched>map(json -> new Fetched.Document(json.getBytes(StandardCharsets.UTF_8), java.time.Duration.ofMinutes(5)))
                .orElseGet(() -> new Fetched.Failed("There is no document at " + url.value() + ".", false));
    }

    /** The owner sets the passphrase of the tests. */
    void passphrase(String member) {
        passphrase(member, PASSPHRASE, 1_000);
    }

    void passphrase(String member, String words, int iterations) {
        try (Passphrase chosen = Passphrase.chosen(words.toCharArray(), member)) {
            store.members().passphrase(member, new Passphrases(iterations, 1, Pbkdf2::derive).hash(chosen).text());
        }
    }

    /** A client that the owner made, with its secret. */
    record Owned(String id, String secret) {
    }

    Owned owned(boolean pkce, String... redirectUris) {
        TokenText secret = TokenText.random(Secret.CLIENT);
        String id = "gpt-" + secret.reveal().substring(12, 20);
        store.clients().save(new Client(id, ClientKind.OWNED, new ClientMetadata("GPT", List.of(redirectUris), AuthMethod.POST, true, false,
                Optional.empty()), false, pkce, clock.instant(), Optional.empty()), Optional.of(secret));
        return new Owned(id, secret.reveal());
    }

    /** A code that the owner allowed, without the pages: for tests of what comes after. */
    String code(String clientId) {
        TokenText handle = TokenText.random(Secret.REQUEST);
        TokenText browser = TokenText.random(Secret.BROWSER);
        PendingRequests pending = store.pending();
        pending.open(handle, browser, new AuthorizationRequest(clientId, CALLBACK, true, Optional.empty(), java.util.Set.of(Scope.READ),
                ISSUER.resource(), Optional.of(TestFlow.CHALLENGE)), Optional.empty(), address);
        pending.signedIn(pending.find(handle, browser).orElseThrow(), new Proof.Vouched(Members.OWNER), browser, address);
        return store.grants().allow(pending, pending.find(handle, browser).orElseThrow(), java.util.Set.of(Scope.READ), address).orElseThrow().reveal();
    }

    Verdict judge(String accessToken) {
        return authorization.tokens().judge(accessToken);
    }

    boolean accepts(String accessToken) {
        return judge(accessToken) instanceof Verdict.Accepted;
    }

    /** What was written down, the oldest first. */
    List<AuditTrail.Event> audit() {
        return store.audit().latest(100_000).reversed();
    }

    /** What happened, in one word each. */
    List<String> happened() {
        return audit().stream().map(AuditTrail.Event::what).toList();
    }

    /**
     * What was answered.
     *
     * @param headers by lower-case name
     */
    record Answer(int status, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join("\n", all(name));
        }

        /** Where the browser goes from here: by a redirect, or by a page that goes on by itself. */
        String location() {
            Matcher refresh = REFRESH.matcher(body);
            return refresh.find() ? refresh.group(1).replace("&amp;", "&") : header("Location");
        }

        List<String> all(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of());
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

        String get(String name) {
            return json().getString(name);
        }

        /** Status and error of a refusal whose description has no character but those of RFC 6749 section 5.2. */
        String refusal() {
            if (!json().containsKey("error")) {
                return status() + " " + json().keySet();
            }
            String description = json().getString("error_description");
            if (!description.matches("[ !#-\\[\\]-~]+")) {
                throw new AssertionError(description);
            }
            return status() + " " + error();
        }

        /** Whether this is a page that leads nowhere. */
        boolean isDeadEnd() {
            return status() == 400 && header("Content-Type").startsWith("text/html") && all("Location").isEmpty();
        }

        /** A parameter of the address that the browser is sent to. */
        Optional<String> parameter(String name) {
            String query = URI.create(location()).getRawQuery();
            return query == null ? Optional.empty() : Arrays.stream(query.split("&")).filter(pair -> pair.startsWith(name + "="))
                    .map(pair -> java.net.URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8)).findFirst();
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Answer post(String path, String type, String body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = type;
        return send("POST", path, body, all);
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

    Answer send(String method, String path, String body, String... headers) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri(path).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setInstanceFollowRedirects(false);
            for (int i = 0; i < headers.length; i += 2) {
                connection.addRequestProperty(headers[i], headers[i + 1]);
            }
            if (method.equals("POST")) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            Map<String, List<String>> answered = new java.util.HashMap<>();
            connection.getHeaderFields().forEach((name, values) -> {
                if (name != null) {
                    answered.put(name.toLowerCase(java.util.Locale.ROOT), values);
                }
            });
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(status, answered, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #send}, with headers that the client of the JDK keeps for itself, such as those that a browser adds. */
    Answer browserSends(String method, String path, String body, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + web.port() + "\r\nConnection: close\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        request.append("Content-Length: ").append(bytes.length).append("\r\n\r\n").append(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            List<String> lines = head.toString().strip().lines().toList();
            Map<String, List<String>> answered = lines.stream().skip(1).map(line -> line.split(": ?", 2)).collect(Collectors.groupingBy(
                    line -> line[0].toLowerCase(java.util.Locale.ROOT), Collectors.mapping(line -> line[1], Collectors.toList())));
            byte[] content = in.readNBytes(Integer.parseInt(answered.getOrDefault("content-length", List.of("0")).getFirst()));
            return new Answer(Integer.parseInt(lines.getFirst().split(" ")[1]), answered, new String(content, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String encoded(String... pairs) {
        return java.util.stream.IntStream.range(0, pairs.length / 2)
                .mapToObj(i -> pairs[2 * i] + "=" + URLEncoder.encode(pairs[2 * i + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        web.stop();
        authorization.close();
        store.close();
    }
}
