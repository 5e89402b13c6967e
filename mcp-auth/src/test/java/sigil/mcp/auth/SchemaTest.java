package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Scope;

class SchemaTest {
    /** What a later release might add. */
    private static final Schema NEXT = and(List.of("alter table token add column note text not null default ''",
            "update token set note = 'kept'"));
    private static final int VERSION = Schema.CURRENT.steps().size();

    private static Schema and(List<String> step) {
        return new Schema(Stream.concat(Schema.CURRENT.steps().stream(), Stream.of(step)).toList());
    }

    @TempDir
    private Path directory;

    @Test
    void anEmptyDatabaseIsBroughtToTheCurrentVersionInWalMode() {
        try (var store = AuthStore.open(state())) {
            assertThat(ask(store.connections(), "pragma user_version"), is(String.valueOf(VERSION)));
            assertThat(ask(store.connections(), "pragma journal_mode"), is("wal"));
            assertThat(ask(store.connections(), "pragma foreign_keys"), is("1"));
            assertThat(ask(store.connections(), "pragma synchronous"), is("2"));
            assertThat(ask(store.connections(), "pragma busy_timeout"), is("5000"));
        }
    }

    @Test
    void aDatabaseIsOpenedAgainWithWhatItHolds() {
        String text;
        try (var store = AuthStore.open(state())) {
            var tokens = store.tokens();
            text = tokens.create("chatgpt", Scope.READ, Optional.empty()).text().reveal();
        }
        try (var store = AuthStore.open(state())) {
            var tokens = store.tokens();
            assertThat(ask(store.connections(), "pragma user_version"), is(String.valueOf(VERSION)));
            assertThat(tokens.judge(text), is(instanceOf(Verdict.Accepted.class)));
        }
    }

    @Test
    void aDatabaseOfVersionOneIsCarriedOnWithItsTokens() {
        var first = new Schema(List.of(Schema.CURRENT.steps().getFirst()));
        StateDirectory.databaseIn(state());
        try (var connections = connections()) {
            first.bring(database(), connections);
            connections.lend(session -> {
                session.run("insert into token (name, hash, scope, created) values ('old', zeroblob(32), 'read', 1)");
                return null;
            });
        }
        try (var store = AuthStore.open(state())) {
            var tokens = store.tokens();
            assertThat(tokens.list().getFirst().name(), is("old"));
            assertThat(ask(store.connections(), "select name from member"), is("owner"));
        }
    }

    @Test
    void aDatabaseIsCarriedToALaterVersionWithItsRows() {
        try (var store = AuthStore.open(state())) {
            var tokens = store.tokens();
            tokens.create("chatgpt", Scope.READ, Optional.empty());
        }
        try (var connections = connections()) {
            NEXT.bring(database(), connections);
            assertThat(ask(connections, "pragma user_version"), is(String.valueOf(VERSION + 1)));
            assertThat(ask(connections, "select name || ' ' || note from token"), is("chatgpt kept"));
        }
    }

    @Test
    void aNewerDatabaseIsRefusedAndLeftAlone() {
        AuthStore.open(state()).close();
        try (var connections = connections()) {
            NEXT.bring(database(), connections);
        }
        var refusal = assertThrows(AuthStoreException.class, () -> AuthStore.open(state()));
        assertThat(refusal.getMessage(), containsString(
                "was written by a newer version of this program (its schema is %d, this program knows %d)".formatted(VERSION + 1, VERSION)));
        try (var connections = connections()) {
            assertThat(ask(connections, "pragma user_version"), is(String.valueOf(VERSION + 1)));
        }
    }

    @Test
    void aStepThatFailsLeavesTheVersionBeforeIt() {
        AuthStore.open(state()).close();
        var broken = and(List.of("create table half (a)", "create nonsense"));
        try (var connections = connections()) {
            assertThrows(AuthStoreException.class, () -> broken.bring(database(), connections));
            assertThat(ask(connections, "pragma user_version"), is(String.valueOf(VERSION)));
            assertThat(ask(connections, "select count(*) from sqlite_schema where name = 'half'"), is("0"));
        }
    }

    @Test
    void theDatabaseOfAnotherProgramIsRefused() {
        StateDirectory.databaseIn(state());
        try (var connections = connections()) {
            connections.lend(session -> {
                session.run("create table bookmarks (url text)");
                return true;
            });
        }
        var refusal = assertThrows(AuthStoreException.class, () -> AuthStore.open(state()));
        assertThat(refusal.getMessage(), containsString("is the database of another program"));
    }

    @Test
    void storesThatOpenAnEmptyDirectoryAtOnceAgree() throws Exception {
        List<Callable<String>> openings = IntStream.range(0, 8).<Callable<String>>mapToObj(i -> () -> {
            try (var store = AuthStore.open(state())) {
                var tokens = store.tokens();
                return tokens.create("client" + i, Scope.READ, Optional.empty()).token().name();
            }
        }).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> opening : threads.invokeAll(openings)) {
                opening.get();
            }
        }
        try (var store = AuthStore.open(state())) {
            var tokens = store.tokens();
            assertThat(tokens.list().size(), is(8));
        }
    }

    private Path state() {
        return directory.resolve("state");
    }

    private Path database() {
        return state().resolve("sigil.db");
    }

    private Connections connections() {
        return new Connections(database(), 1);
    }

    private static String ask(Connections connections, String question) {
        return connections.lend(session -> session.ask(question));
    }
}
