package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Scope;

/** A token is followed as a canary through everything that could show it. */
class SecrecyTest {
    @TempDir
    private Path directory;

    // row: RS-16
    @Test
    void noByteOfTheDatabaseOrItsLogIsOfTheToken() throws IOException {
        try (var store = AuthStore.open(directory.resolve("state"))) {
            var tokens = store.tokens();
            String text = tokens.create("chatgpt", Scope.READ, Optional.empty()).text().reveal();
            tokens.judge(text);
            int bytes = searched(text); // while the -wal holds the row
            assertThat(bytes, is(greaterThan(4096)));
            store.close();
            searched(text); // after it was moved into the database
        }
    }

    // row: RS-16
    @Test
    void noTextFormShowsTheToken() {
        try (var store = AuthStore.open(directory.resolve("state"))) {
            var tokens = store.tokens();
            IssuedToken issued = tokens.create("chatgpt", Scope.READ, Optional.empty());
            String text = issued.text().reveal();
            assertHidden(text, issued.toString());
            assertHidden(text, issued.text().toString());
            assertHidden(text, issued.token().toString());
            assertHidden(text, tokens.judge(text).toString());
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.put("authorization", List.of("Bearer " + text));
            assertHidden(text, BearerCredentials.in(headers).toString());
        }
    }

    // row: RS-16
    @Test
    void noExceptionShowsTheToken() throws IOException {
        var store = AuthStore.open(directory.resolve("state"));
        var tokens = store.tokens();
        String text = tokens.create("chatgpt", Scope.READ, Optional.empty()).text().reveal();
        assertHidden(text, trace(assertThrows(IllegalArgumentException.class, () -> tokens.create(text, Scope.READ, Optional.empty()))));
        store.connections().lend(session -> {
            session.run("drop table token");
            return true;
        });
        assertHidden(text, trace(assertThrows(AuthStoreException.class, () -> tokens.judge(text))));
        store.close();
        assertHidden(text, trace(assertThrows(AuthStoreException.class, () -> tokens.judge(text))));
    }

    // row: RS-16
    @Test
    void noLogLineOrAnswerShowsTheTokenAtAnyLevel() {
        var store = AuthStore.open(directory.resolve("state"));
        var tokens = store.tokens();
        var lines = new StringBuffer();
        var everything = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.append(line.getMessage()).append(List.of(line.getParameters() == null ? new Object[0] : line.getParameters())).append('\n');
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
        everything.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.addHandler(everything);
        root.setLevel(Level.ALL);
        try {
            String text = tokens.create("chatgpt", Scope.READ, Optional.empty()).text().reveal();
            var provider = new BearerTokenProvider(tokens);
            assertHidden(text, Requests.with("Authorization", "Bearer " + text).to(provider).toString());
            tokens.revoke("chatgpt");
            var refused = Requests.with("Authorization", "Bearer " + text).to(provider);
            assertHidden(text, refused + " " + refused.responseHeaders());
            var malformed = Requests.with("Authorization", "Bearer " + text + " " + text).to(provider);
            assertHidden(text, malformed + " " + malformed.responseHeaders());
            store.close();
            var unavailable = Requests.with("Authorization", "Bearer " + text).to(provider);
            assertHidden(text, unavailable + " " + unavailable.responseHeaders());
            assertThat(lines.toString(), containsString("Access token refused"));
            assertThat(lines.toString(), containsString("Access tokens cannot be checked"));
            assertHidden(text, lines.toString());
        } finally {
            root.removeHandler(everything);
            root.setLevel(before);
            store.close();
        }
    }

    private int searched(String text) throws IOException {
        String random = text.substring("sigil_".length());
        String raw = new String(Base64.getUrlDecoder().decode(random), StandardCharsets.ISO_8859_1);
        int bytes = 0;
        try (var files = Files.list(directory.resolve("state"))) {
            for (Path file : files.toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(file.toString(), content.contains(random), is(false));
                assertThat(file.toString(), content.contains(raw), is(false));
                bytes += content.length();
            }
        }
        return bytes;
    }

    private static void assertHidden(String text, String shown) {
        assertThat(shown, not(containsString(text.substring("sigil_".length()))));
    }

    private static String trace(Throwable fault) {
        var text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
