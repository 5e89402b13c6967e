package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/**
 * What a person in front of a browser meets: the image behind a tunnel at {@code https://mcp.example.com}, and clients on their own hosts. The browser
 * is told where these hosts are and that there are no others; the server finds none at all.
 */
final class SignInStage implements AutoCloseable {
    static final String PASSPHRASE = "correct aardvark, battery and a staple";
    static final String HOST = "mcp.example.com";
    static final String SERVER = "https://" + HOST;
    static final String CLAUDE = "https://claude.ai/oauth/mcp-oauth-client-metadata";
    static final String CLAUDE_CALLBACK = "https://claude.ai" + ClientSite.CLAUDE;
    static final String ASSISTANT = "https://assistant.example";
    static final String CURSOR_CALLBACK = "cursor://anysphere.cursor-retrieval/oauth/callback";
    private static final List<String> CLIENT_HOSTS = List.of("claude.ai", "assistant.example", "elsewhere.example");
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final JsonInput JSON = new JsonInput(20);

    private final NodeClients clients;
    private final Image image;
    private final TunnelCertificate certificate;
    private final TunnelStandIn tunnel;
    private final ClientSite site;
    private final TunnelStandIn siteTunnel;
    private final RunningImage server;

    private SignInStage(NodeClients clients, Path home) {
        this.clients = clients;
        this.image = Image.in(home);
        this.certificate = TunnelCertificate.make(home);
        this.tunnel = TunnelStandIn.named(certificate, HOST);
        this.site = new ClientSite();
        this.siteTunnel = TunnelStandIn.named(certificate, "assistant.example").leadTo(site.port());
        Image.write(home.resolve("sample/README.md"), "Hello\n");
        Path hosts = Image.write(home.resolve("hosts"), "127.0.0.1 localhost\n");
        this.server = RunningImage.start(image, Map.of("SIGIL_MCP_JAVA_OPTS", "-Djdk.net.hosts.file=" + hosts),
                "--repo", "sample=" + home.resolve("sample"), "--set", "server.public_url=" + SERVER);
        tunnel.leadTo(server.port());
    }

    /** Without Node.js or Chromium the test is skipped, but not in CI. */
    static SignInStage set(Path home) {
        NodeClients clients = NodeClients.install(home);
        clients.requireBrowser();
        return new SignInStage(clients, home);
    }

    HeadlessBrowser browser() {
        return browser(true);
    }

    HeadlessBrowser browser(boolean cookies) {
        String resolver = Stream.concat(
                Stream.concat(Stream.of("MAP " + HOST + ":443 127.0.0.1:" + tunnel.port()),
                        CLIENT_HOSTS.stream().map(host -> "MAP " + host + ":443 127.0.0.1:" + siteTunnel.port())),
                Stream.of("MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1")).collect(Collectors.joining(", "));
        return new HeadlessBrowser(clients.browser(resolver, certificate.pin(), cookies));
    }

    Image image() {
        return image;
    }

    ClientSite site() {
        return site;
    }

    TunnelStandIn tunnel() {
        return tunnel;
    }

    /** A client registers itself: its id. */
    String register(String name, String redirectUri) {
        return post("/oauth/register", "application/json", JsonCodec.object().add("client_name", name)
                .add("redirect_uris", JsonCodec.array(List.of(redirectUri))).build().toString()).getString("client_id");
    }

    /** A client without a browser registers itself and shows a code: the code. */
    String deviceCode(String name) {
        String id = post("/oauth/register", "application/json", JsonCodec.object().add("client_name", name)
                .add("grant_types", JsonCodec.array(List.of("urn:ietf:params:oauth:grant-type:device_code"))).build().toString()).getString("client_id");
        return post("/oauth/device", "application/x-www-form-urlencoded", form(Map.of("client_id", id, "scope", "read"))).getString("user_code");
    }

    /** The address to which a client sends the browser. */
    static String address(String clientId, String redirectUri, String scope) {
        return SERVER + "/oauth/authorize?" + form(Map.of("response_type", "code", "client_id", clientId, "redirect_uri", redirectUri, "scope", scope,
                "state", "state-of-the-client", "code_challenge", CHALLENGE, "code_challenge_method", "S256"));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Somebody at the box approves the code of a page. */
    void approve(String code) {
        atTheBox("approve", code, "--yes");
    }

    /** The owner has somebody more in his household. */
    void addMember(String name) {
        atTheBox("member", "add", name);
    }

    /** The owner makes a client: its id. */
    String addClient(String... options) {
        String made = atTheBox(Stream.concat(Stream.of("client", "add", "--json"), Stream.of(options)).toArray(String[]::new));
        try {
            return JSON.read(made).asJsonObject().getString("client_id");
        } catch (MalformedJsonException e) {
            throw new AssertionError(made, e);
        }
    }

    private String atTheBox(String... command) {
        Image.Finished finished = image.run(command);
        assertThat(finished.err() + finished.out(), finished.exitCode(), is(0));
        return finished.out();
    }

    /** Sends a form once more, as somebody would who has recorded it. */
    RawHttp.Response replay(BrowserTab.Post post) {
        try (RawHttp attacker = RawHttp.through(tunnel)) {
            return attacker.exchange("POST", post.url().substring(SERVER.length()), List.of("Host: " + HOST, "Origin: " + SERVER,
                    "Cookie: " + post.cookie(), "Content-Type: application/x-www-form-urlencoded"), post.body());
        }
    }

    private JsonObject post(String path, String type, String body) {
        try (RawHttp client = RawHttp.through(tunnel)) {
            RawHttp.Response response = client.exchange("POST", path, List.of("Host: " + HOST, "Content-Type: " + type), body);
            return JSON.read(response.body()).asJsonObject();
        } catch (MalformedJsonException e) {
            throw new AssertionError(path, e);
        }
    }

    @Override
    public void close() {
        server.close();
        siteTunnel.close();
        site.close();
        tunnel.close();
    }
}
