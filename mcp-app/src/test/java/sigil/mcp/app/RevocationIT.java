package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a grant ends, the very next request with its token is refused, on the connection on which the one before was served. */
class RevocationIT extends WithTunnelledServer {
    private enum End {
        THE_CLIENT_REVOKES_THE_ACCESS_TOKEN, THE_CLIENT_REVOKES_THE_REFRESH_TOKEN, THE_OWNER_REVOKES_THE_GRANT, THE_OWNER_REMOVES_THE_CLIENT,
        THE_OWNER_SETS_ANOTHER_PASSPHRASE, IT_EXPIRES;

        void come(GrantFlow flow, String access, String refresh) {
            switch (this) {
                case THE_CLIENT_REVOKES_THE_ACCESS_TOKEN -> revoke(flow, access);
                case THE_CLIENT_REVOKES_THE_REFRESH_TOKEN -> revoke(flow, refresh);
                case THE_OWNER_REVOKES_THE_GRANT -> run("token", "revoke", "grant", server.database().ask("select max(id) from grant").getFirst());
                case THE_OWNER_REMOVES_THE_CLIENT -> run("client", "remove", flow.asked("client_id"));
                case THE_OWNER_SETS_ANOTHER_PASSPHRASE -> TunnelledServer.setPassphrase(server.image(), TunnelledServer.PASSPHRASE);
                case IT_EXPIRES -> server.database().run("update access set expires = unixepoch() - 1");
            }
        }

        private static void revoke(GrantFlow flow, String token) {
            assertThat(server.straight().form("/oauth/revoke", Query.of(Map.of("token", token, "client_id", flow.asked("client_id")))).status(), is(200));
        }

        private static void run(String... command) {
            Image.Finished finished = server.image().run(command);
            assertThat(finished.err(), finished.exitCode(), is(0));
        }
    }

    // row: RS-05 RS-06 RV-01 AS-15
    @ParameterizedTest
    @EnumSource
    void theVeryNextRequestIsRefused(End end) {
        GrantFlow flow = GrantFlow.ofNewClient(server.straight(), "http://127.0.0.1/callback");
        var tokens = flow.tokens(TunnelledServer.PASSPHRASE);
        String access = tokens.getString("access_token");
        try (RawHttp connection = new RawHttp(server.running().port()).patient()) {
            var headers = server.straight().headers("Authorization: Bearer " + access);
            // the second is answered by what is remembered of the first
            for (int i = 0; i < 2; i++) {
                assertThat(connection.exchange("POST", "/mcp", headers, Rpc.PING).status(), is(200));
            }
            end.come(flow, access, tokens.getString("refresh_token"));
            RawHttp.Response refused = connection.exchange("POST", "/mcp", headers, Rpc.PING);
            assertThat(refused.status(), is(401));
            assertThat(refused.first("WWW-Authenticate").orElse(""), containsString("error=\"invalid_token\""));
        }
    }
}
