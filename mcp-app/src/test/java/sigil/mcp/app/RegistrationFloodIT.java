package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A thousand clients register at once, from one address and from hundreds. */
class RegistrationFloodIT extends WithTunnelledServer {
    private static final int FLOOD = 1_000;
    private static final String CALLBACK = "http://127.0.0.1/callback";

    // row: AS-20 DC-05 SEC-24
    @Test
    void mostAreToldToWaitTheDatabaseStaysSmallAndWhoeverIsConnectedStaysSo(TestReporter reporter) {
        Road own = server.straight().from("203.0.113.5");
        GrantFlow connected = GrantFlow.ofNewClient(own, CALLBACK);
        JsonObject tokens = connected.tokens(TunnelledServer.PASSPHRASE);
        GrantFlow waiting = GrantFlow.ofNewClient(own, CALLBACK);
        waiting.begin();
        long before = server.database().bytes();

        List<RawHttp.Response> answers = new ArrayList<>();
        String body = "{\"client_name\":\"" + "n".repeat(4_000) + "\",\"redirect_uris\":[\"https://app.example.com/" + "p".repeat(1_000) + "\"]}";
        long start = System.nanoTime();
        for (int i = 0; i < FLOOD; i++) {
            String address = i < FLOOD / 2 ? "192.0.2.66" : "2001:db8:" + Integer.toHexString(i) + "::1";
            answers.add(server.straight().from(address).json("/oauth/register", body));
        }
        long took = (System.nanoTime() - start) / 1_000_000;
        List<RawHttp.Response> let = answers.stream().filter(answer -> answer.status() == 201).toList();
        List<RawHttp.Response> refused = answers.stream().filter(answer -> answer.status() != 201).toList();
        reporter.publishEntry(Map.of("registered", let.size() + " of " + FLOOD + " in " + took + " ms", "database",
                before + " bytes before, " + server.database().bytes() + " after", "clients", String.valueOf(server.database().count("client"))));

        assertThat(refused.stream().map(RawHttp.Response::status).distinct().toList(), is(List.of(429)));
        assertThat(refused.stream().map(answer -> Integer.parseInt(answer.first("Retry-After").orElse("0"))).toList(), everyItem(is(greaterThan(0))));
        assertThat("from one address", answers.subList(0, FLOOD / 2).stream().filter(answer -> answer.status() == 201).count(), is(lessThanOrEqualTo(25L)));
        assertThat("from everywhere", (long) let.size(), is(lessThanOrEqualTo(220L + took / 18_000)));
        assertThat(server.database().count("client"), is(lessThanOrEqualTo(502L)));
        assertThat("bytes", server.database().bytes(), is(lessThan(before + (8L << 20))));

        assertThat(new McpVisit(own, tokens.getString("access_token")).ping().status(), is(200));
        assertThat(connected.refresh(tokens.getString("refresh_token")).status(), is(200));
        waiting.browser().press("sign_in", "passphrase", TunnelledServer.PASSPHRASE);
        waiting.browser().press("allow");
        assertThat(waiting.redeem(waiting.code(waiting.browser().landing())).status(), is(200));
    }
}
