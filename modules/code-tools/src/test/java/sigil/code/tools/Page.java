package sigil.code.tools;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.Reply;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/**
 * A page of docs/reference, with the exchanges that it shows.
 *
 * @param text all that it says
 */
record Page(String text) {
    private static final Pattern EXCHANGE = Pattern.compile("(?s)```\\n> (\\S+) ([^\\n]+?)(?: with limits\\.max_file_bytes ([0-9]+))?\\n(.*?)\\n```");

    static Page of(String name) {
        try {
            return new Page(Files.readString(Path.of("../../docs/reference").resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has every exchange again, and returns how many there are. */
    int replay(Path directory) {
        Path hello = hello(directory);
        List<MatchResult> exchanges = EXCHANGE.matcher(text).results().toList();
        for (MatchResult exchange : exchanges) {
            int largest = exchange.group(3) == null ? 2 << 20 : Integer.parseInt(exchange.group(3));
            ToolDesk desk = ToolDesk.of(JsonCodec.object()
                    .add("repositories", JsonCodec.object().add("hello", ToolDesk.entry(hello)))
                    .add("limits", JsonCodec.object().add("max_file_bytes", largest)));
            Reply reply = Wire.to(desk, Wire.LEGACY).send(exchange.group(1), json(exchange.group(2)));
            JsonObject message = reply.message().orElseThrow().asJsonObject();
            assertThat(exchange.group(2), message.getJsonObject(message.containsKey("error") ? "error" : "result"), is(json(exchange.group(4))));
        }
        return exchanges.size();
    }

    /** The repository of the pages: six files that are served, and one that is not. */
    private static Path hello(Path directory) {
        return new Sources(directory.resolve("hello"))
                .file("src/Greeter.java", """
                        /** Greets. */
                        class Greeter {
                            private final String name;

                            Greeter(String name) {
                                this.name = name;
                            }

                            // TODO say it in Latin
                            String greet() {
                                return "Hello, " + name;
                            }
                        }
                        """)
                .file("src/GreeterTest.java", """
                        class GreeterTest {
                            void greetsByName() {
                                assert new Greeter("World").greet().equals("Hello, World");
                            }
                        }
                        """)
                .file("README.md", "# Hello\n\nGreets whoever asks.\n")
                .file("docs/how to.md", "Say it again. ".repeat(150))
                .file("logo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0})
                .file(".gitignore", "build/\n")
                .file(".env", "SECRET=1\n")
                .file(".git/HEAD", "ref: refs/heads/main\n")
                .root();
    }

    private static JsonObject json(String text) {
        try {
            return new JsonInput(32).read(text.getBytes(StandardCharsets.UTF_8)).asJsonObject();
        } catch (MalformedJsonException e) {
            throw new AssertionError(e.getMessage() + " It was: " + text, e);
        }
    }
}
