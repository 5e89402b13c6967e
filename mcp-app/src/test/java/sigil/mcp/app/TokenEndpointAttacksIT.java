package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the token endpoint that are too large, too slow, or say a thing twice. */
class TokenEndpointAttacksIT extends WithTunnelledServer {
    private static final int SLOW = 200;

    private static String clientId;

    @BeforeAll
    static void register() {
        clientId = GrantFlow.ofNewClient(server.straight().from("192.0.2.1"), "http://127.0.0.1/callback").asked("client_id");
    }

    /** From a network that nobody came from before. */
    private static Road road() {
        return server.straight().from(elsewhere());
    }

    private static String form(String further) {
        return "grant_type=refresh_token&refresh_token=none&client_id=" + clientId + further;
    }

    // row: AS-17
    @ParameterizedTest
    @ValueSource(strings = {"grant_type=refresh_token", "refresh_token=other", "client_id=other", "scope=read&scope=read", "code=1&code=2",
        "code_verifier=1&code_verifier=2", "redirect_uri=a&redirect_uri=a"})
    void nothingMayBeSaidTwice(String twice) {
        assertThat(GrantFlow.error(road().form("/oauth/token", form("&" + twice))), is("400 invalid_request"));
    }

    // row: AS-17
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data; boundary=x", ""})
    void onlyAFormIsRead(String type) {
        RawHttp.Response answer = road().send("POST", "/oauth/token", form(""), "Content-Type: " + type);
        assertThat(answer.toString(), answer.status(), is(400));
    }

    // row: SEC-23
    @ParameterizedTest
    @ValueSource(ints = {17, 64, 1_024, 16_384})
    void aBodyThatIsTooLargeIsRefusedAndNotKept(int kilobytes) {
        RawHttp.Response answer = road().form("/oauth/token", form("&x=" + "y".repeat(kilobytes * 1_024)));
        assertThat(answer.toString(), answer.status(), is(anyOf(is(400), is(413))));
        assertThat(GrantFlow.error(road().form("/oauth/token", form(""))), is("400 invalid_grant"));
    }

    @Test
    void aThousandParametersAreRefused() {
        assertThat(GrantFlow.error(road().form("/oauth/token", form("&x".repeat(1_000)))), is("400 invalid_request"));
    }

    // row: SEC-24
    @Test
    void whoeverSendsHisBodyByTheByteKeepsNobodyWaiting() {
        List<RawHttp> slow = new ArrayList<>();
        try {
            Road road = road();
            for (int i = 0; i < SLOW; i++) {
                RawHttp connection = new RawHttp(server.running().port());
                connection.send("POST /oauth/token HTTP/1.1\r\n" + String.join("\r\n", road.headers("Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: 1000")) + "\r\n\r\ngrant_type=");
                slow.add(connection);
            }
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(GrantFlow.error(road().form("/oauth/token", form(""))), is("400 invalid_grant"));
            }
            assertThat("ms", (System.nanoTime() - start) / 1_000_000, is(lessThan(20_000L)));
        } finally {
            slow.forEach(RawHttp::close);
        }
    }
}
