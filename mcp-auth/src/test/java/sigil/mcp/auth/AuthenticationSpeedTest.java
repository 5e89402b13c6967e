package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Scope;

class AuthenticationSpeedTest {
    @TempDir
    private Path directory;

    private void assertQuick(TokenJudge judge, String text, TestReporter reporter) {
        long[] nanos = new long[20_000];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            Verdict verdict = judge.judge(text);
            nanos[i] = System.nanoTime() - start;
            assertThat(verdict, is(instanceOf(Verdict.Accepted.class)));
        }
        long[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
        Arrays.sort(warm);
        long median = warm[warm.length / 2] / 1000;
        reporter.publishEntry("microseconds per authentication", "median " + median + ", 99th percentile " + warm[warm.length * 99 / 100] / 1000);
        // about 10 µs where it was measured; a scan of all tokens takes milliseconds
        assertThat(median, is(lessThan(1000L)));
    }

    @Test
    void aTokenAmongTenThousandIsJudgedWithoutScanningThem(TestReporter reporter) {
        try (var store = AuthStore.open(directory.resolve("state"))) {
            var tokens = store.tokens();
            String text = tokens.create("chatgpt", Scope.READ, Optional.empty()).text().reveal();
            store.connections().lend(session -> session.alone(alone -> {
                alone.run("""
                        with recursive number(n) as (select 1 union all select n + 1 from number where n < 10000)
                        insert into token (name, hash, scope, created) select 'bulk' || n, randomblob(32), 'read', 1 from number""");
                return true;
            }));
            assertQuick(tokens, text, reporter);
        }
    }

    @Test
    void anOAuthTokenAmongTenThousandIsJudgedWithoutScanningThem(TestReporter reporter) {
        try (var server = new TestAuthorizationServer(directory)) {
            server.passphrase("owner");
            String text = new TestFlow(server, server.registered()).tokens().json().getString("access_token");
            server.store.connections().lend(session -> session.alone(alone -> {
                alone.run("""
                        with recursive number(n) as (select 1 union all select n + 1 from number where n < 10000)
                        insert into access (hash, grant_id, scope, created, expires) select randomblob(32), (select id from grant), 'read', created, expires
                        from number, access""");
                return true;
            }));
            assertQuick(server.authorization.tokens(), text, reporter);
        }
    }
}
