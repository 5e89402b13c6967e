package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {
    @TempDir
    private Path directory;
    private Connections connections;

    @BeforeEach
    void open() {
        connections = new Connections(StateDirectory.databaseIn(directory.resolve("state")), 1);
    }

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void aConnectionIsUsedAgain() {
        var first = connections.lend(session -> session);
        assertThat(connections.lend(session -> session), is(sameInstance(first)));
    }

    @Test
    void aConnectionThatFailedIsReplaced() {
        var first = connections.lend(session -> session);
        assertThrows(AuthStoreException.class, () -> connections.lend(session -> {
            throw new SQLException("disk trouble");
        }));
        assertThat(connections.lend(session -> session), is(not(sameInstance(first))));
        assertThat(connections.lend(session -> session.ask("select 1")), is("1"));
    }

    @Test
    void aRefusedArgumentLeavesNoTransactionBehind() {
        var first = connections.lend(session -> session);
        assertThrows(IllegalArgumentException.class, () -> connections.lend(session -> session.alone(alone -> {
            alone.run("create table half (a)");
            throw new IllegalArgumentException("refused");
        })));
        assertThat(connections.lend(session -> session), is(sameInstance(first)));
        assertThat(connections.lend(session -> session.ask("select count(*) from sqlite_schema")), is("0"));
        assertThat(connections.lend(session -> session.alone(alone -> alone.ask("select 2"))), is("2"));
    }

    @Test
    void whoWaitsToWriteKeepsNoOtherThreadFromRunning() throws InterruptedException {
        int many = 4 * Runtime.getRuntime().availableProcessors();
        try (var shared = new Connections(directory.resolve("state").resolve("sigil.db"), many + 1)) {
            var begun = new CountDownLatch(many);
            var ran = new CountDownLatch(1);
            List<Thread> waiting = new ArrayList<>();
            boolean inTime = shared.lend(session -> session.alone(_ -> {
                for (int i = 0; i < many; i++) {
                    waiting.add(Thread.ofVirtual().start(() -> {
                        begun.countDown();
                        shared.lend(other -> other.alone(alone -> alone.ask("select 1")));
                    }));
                }
                // from here on the others wait, and sooner or later all at the same place
                waited(begun);
                pause();
                Thread.ofVirtual().start(ran::countDown);
                return waited(ran);
            }));
            for (Thread thread : waiting) {
                thread.join();
            }
            assertThat(inTime, is(true));
        }
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            return latch.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWaitThatIsInterruptedEndsAndStaysInterrupted() {
        connections.lend(held -> {
            boolean[] interrupted = new boolean[1];
            var waiting = Thread.ofVirtual().unstarted(() -> {
                Thread.currentThread().interrupt();
                assertThrows(AuthStoreException.class, () -> connections.lend(session -> session));
                interrupted[0] = Thread.currentThread().isInterrupted();
            });
            waiting.start();
            try {
                waiting.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(interrupted[0], is(true));
            return true;
        });
    }
}
