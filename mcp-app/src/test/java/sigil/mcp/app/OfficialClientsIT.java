package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The official TypeScript clients, 1.x and 2.x, in every way in which they choose a revision: a session each, run by Node.js from
 * {@code src/test/interop}, and a report of it that is judged here.
 */
class OfficialClientsIT {
    private static final Path SOURCES = Path.of("src/test/interop");
    private static final Path INSTALLED = Path.of("target/interop");
    private static final int FURTHER_FILES = 300;

    @TempDir
    private static Path home;
    private static Optional<RunningImage> server = Optional.empty();
    private static List<Session> sessions;

    /** What a client saw, and the revision that it should have agreed on. */
    private record Session(String client, String revision, JsonObject report) {

        JsonObject result(String call) {
            JsonObject outcome = report.getJsonObject(call);
            assertThat(outcome.toString(), outcome.getBoolean("isError", false), is(false));
            return outcome.getJsonObject("structuredContent");
        }

        String refusal(String call) {
            JsonObject outcome = report.getJsonObject(call);
            assertThat(outcome.toString(), outcome.getBoolean("isError"), is(true));
            return outcome.getJsonArray("content").getJsonObject(0).getString("text");
        }

        @Override
        public String toString() {
            return client;
        }
    }

    static List<Session> sessions() {
        return sessions;
    }

    @BeforeAll
    static void serve() {
        requireNode();
        install();
        Path sample = home.resolve("sample");
        Image.write(sample.resolve("src/Greeting.java"), "class Greeting {\n    // Hello, reader\n    String text = \"Hello\";\n}\n");
        for (int i = 0; i < FURTHER_FILES; i++) {
            Image.write(sample.resolve("many/" + i % 10 + "/file" + i + ".txt"), "file " + i + "\n");
        }
        Image image = Image.in(home);
        String token = image.createToken("interop");
        server = Optional.of(RunningImage.start(image, "--repo", "sample=" + sample));
        String url = server.get().uri("/mcp").toString();
        sessions = List.of(
                new Session("client 1.x", "2025-11-25", session(token, "client-1.mjs", url)),
                new Session("client 2.x as it comes", "2025-11-25", session(token, "client-2.mjs", url, "default")),
                new Session("client 2.x that probes", "2026-07-28", session(token, "client-2.mjs", url, "auto")),
                new Session("client 2.x that insists", "2026-07-28", session(token, "client-2.mjs", url, "2026-07-28")));
    }

    @AfterAll
    static void stop() {
        server.ifPresent(RunningImage::close);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void agreesOnARevisionAndLearnsWhoAnswers(Session session) {
        assertThat(session.report().getString("protocolVersion"), is(session.revision()));
        assertThat(session.report().getJsonObject("server").getString("name"), is("sigil-mcp"));
        assertThat(session.report().getJsonObject("capabilities").keySet(), hasItem("tools"));
        assertThat(session.report().getString("instructions"), containsString("list_repos"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void listsTheTools(Session session) {
        List<JsonObject> tools = session.report().getJsonArray("tools").getValuesAs(JsonObject.class);
        assertThat(tools.stream().map(tool -> tool.getString("name")).toList(),
                contains("list_repos", "list_repo_files", "read_repo_file", "search_code", "ping"));
        tools.forEach(tool -> assertThat(tool.getString("name"), tool.getJsonObject("annotations").getBoolean("readOnlyHint"), is(true)));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void holdsStructuredResultsAgainstTheirSchemas(Session session) {
        assertThat(session.report().getJsonObject("ping").getJsonObject("structuredContent").getString("status"), is("ok"));
        // the same result, spoiled on its way
        assertThat(session.report().getJsonObject("spoiledPing").getString("message"), containsString("does not match the tool's output schema"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void listsRepositories(Session session) {
        JsonObject repository = session.result("repositories").getJsonArray("repositories").getJsonObject(0);
        assertThat(repository.getString("name"), is("sample"));
        assertThat(repository.getInt("files"), is(FURTHER_FILES + 1));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void readsAFile(Session session) {
        assertThat(session.result("file").getString("text"), is("    // Hello, reader\n    String text = \"Hello\";"));
        assertThat(session.result("file").getInt("next_start_line"), is(4));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void searches(Session session) {
        JsonObject found = session.result("found");
        assertThat(found.getInt("shown"), is(1));
        assertThat(found.getBoolean("complete"), is(true));
        assertThat(found.getInt("files_searched"), is(FURTHER_FILES + 1));
        JsonObject file = found.getJsonArray("files").getJsonObject(0);
        assertThat(file.getString("path"), is("src/Greeting.java"));
        assertThat(file.getJsonArray("lines").getJsonObject(0).getInt("line"), is(2));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void hearsOfTheProgressOfASearch(Session session) {
        List<JsonObject> events = session.report().getJsonArray("progress").getValuesAs(JsonObject.class);
        List<Double> progress = events.stream().map(event -> event.getJsonNumber("progress").doubleValue()).toList();
        // one for certain; how many more depends on how long the search takes
        assertThat(progress, is(not(empty())));
        assertThat(progress, is(progress.stream().distinct().sorted().toList()));
        assertThat(events.getFirst().getString("message"), is(events.getFirst().getInt("progress") + " files searched"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void isToldThatAToolDoesNotExist(Session session) {
        JsonObject error = session.report().getJsonObject("unknownTool");
        assertThat(error.getInt("code"), is(-32602));
        assertThat(error.getString("message"), containsString("Unknown tool: no_such_tool"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void handsWrongArgumentsAndMissingFilesBackToTheModel(Session session) {
        assertThat(session.refusal("invalidArguments"), startsWith("Invalid arguments for read_repo_file:\n- path: "));
        assertThat(session.refusal("missingFile"), containsString("'src/Nothing.java'"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void isTurnedAwayWithAWrongToken(Session session) {
        assertThat(session.report().getJsonObject("wrongToken").get("httpStatus") instanceof JsonNumber status ? status.intValue() : 0, is(401));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void closes(Session session) {
        assertThat(session.report().getBoolean("closed"), is(true));
    }

    private static JsonObject session(String token, String... script) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("node"), Stream.of(script)).toList())
                .directory(INSTALLED.toFile());
        builder.environment().put("TOKEN", token);
        return Rpc.parse(run(builder)).asJsonObject();
    }

    private static void requireNode() {
        List<String> missing = Stream.of("node", "npm")
                .filter(program -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .noneMatch(directory -> Files.isExecutable(Path.of(directory, program))))
                .toList();
        if ("true".equals(System.getenv("CI"))) {
            assertThat("installed in CI", missing, is(empty()));
        }
        assumeTrue(missing.isEmpty(), () -> String.join(" and ", missing) + " not installed, so the official clients are not tried:"
                + " install Node.js 20 or newer");
    }

    /** Puts what the lock file names beside the scripts; nothing is fetched where it is there already. */
    private static void install() {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            Files.createDirectories(INSTALLED);
            Path installedLock = INSTALLED.resolve("node_modules/.installed-lock.json");
            Path lock = SOURCES.resolve("package-lock.json");
            boolean current = Files.exists(installedLock) && Files.mismatch(lock, installedLock) < 0;
            for (Path source : sources.toList()) {
                Files.copy(source, INSTALLED.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!current) {
                run(new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").directory(INSTALLED.toFile()));
                Files.copy(lock, installedLock);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String run(ProcessBuilder builder) {
        try {
            Path errors = Files.createTempFile(home, "node", ".txt");
            Process process = builder.redirectError(errors.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", builder.command()) + " failed: " + Files.readString(errors) + out);
            }
            return out;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
