package sigil.mcp.app;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * What {@code bin/check-rules} does: takes one {@linkplain RemovedRule rule} after the other out of the code and sees whether the tests notice. The
 * sources and {@code target} stay as they are: only the changed class is compiled, to a place of its own that comes first in the class path of a
 * process that runs the tests.
 *
 * <p>Before that the tests are run on the code as it is, since a test that fails anyway notices nothing.
 */
final class RuleCheck {
    private static final long MINUTES = 8;

    private final Path root;
    private final Path scratch;

    private RuleCheck(Path root, Path scratch) throws IOException {
        this.root = root;
        this.scratch = scratch;
        for (String module : RemovedRule.MODULES) {
            services(module);
        }
    }

    /** Rows such as {@code AS-12}, or groups of them such as {@code AS}; all if there is none. The working directory is the checkout. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of("").toAbsolutePath();
        List<RemovedRule> rules = RemovedRule.all(root).stream().filter(rule -> args.length == 0
                || rule.rows().stream().anyMatch(row -> Stream.of(args).anyMatch(asked -> row.equals(asked) || row.startsWith(asked + "-")))).toList();
        if (rules.isEmpty()) {
            System.err.println("No rule of this name is listed in mcp-app/src/test/rules.");
            System.exit(2);
        }
        Path scratch = Files.createTempDirectory("check-rules");
        boolean fine;
        try {
            fine = new RuleCheck(root, scratch).check(rules);
        } finally {
            delete(scratch);
        }
        System.exit(fine ? 0 : 1);
    }

    private boolean check(List<RemovedRule> rules) throws IOException, InterruptedException {
        Set<String> tests = rules.stream().flatMap(rule -> rule.tests().stream()).collect(Collectors.toCollection(LinkedHashSet::new));
        System.out.printf("%d tests on the code as it is ...%n", tests.size());
        List<String> broken = failures(tests, scratch);
        if (!broken.isEmpty()) {
            broken.forEach(line -> System.out.println("FAILS ANYWAY  " + line));
            return false;
        }
        int survived = 0;
        for (RemovedRule rule : rules) {
            List<String> failures = without(rule);
            boolean noticed = rule.tests().stream().allMatch(test -> failures.stream().anyMatch(line -> line.startsWith(test + "#")));
            survived += noticed ? 0 : 1;
            System.out.printf("%-9s %-14s %s%n", noticed ? "killed" : "SURVIVED", String.join(" ", rule.rows()), rule.rule());
            failures.forEach(line -> System.out.println("            " + line));
        }
        System.out.printf("%d rules taken out, %d noticed, %d not.%n", rules.size(), rules.size() - survived, survived);
        return survived == 0;
    }

    private List<String> without(RemovedRule rule) throws IOException, InterruptedException {
        Path changed = Files.createDirectory(scratch.resolve("changed"));
        try {
            String fault = compile(rule, changed);
            return fault.isEmpty() ? failures(new LinkedHashSet<>(rule.tests()), changed) : List.of("Without the rule it does not compile: " + fault);
        } finally {
            delete(changed);
        }
    }

    private String compile(RemovedRule rule, Path into) throws IOException {
        String source = rule.without(root);
        var file = new SimpleJavaFileObject(URI.create("string:///" + rule.type() + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        var messages = new java.io.StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler().getTask(messages, null, null,
                List.of("-proc:none", "-nowarn", "-d", into.toString(), "-cp", classPath(rule.module())), null, List.of(file)).call();
        return compiled ? "" : messages.toString();
    }

    /** The tests that fail, each with the first of its methods. */
    private List<String> failures(Set<String> tests, Path first) throws IOException, InterruptedException {
        Map<String, List<String>> byModule = new TreeMap<>();
        for (String test : tests) {
            Path module = root.relativize(RemovedRule.test(root, test));
            String type = root.resolve(module.getName(0)).resolve("src/test/java").relativize(RemovedRule.test(root, test)).toString();
            byModule.computeIfAbsent(module.getName(0).toString(), any -> new ArrayList<>()).add(type.replace(".java", "").replace('/', '.'));
        }
        List<String> failures = new ArrayList<>();
        for (var module : byModule.entrySet()) {
            failures.addAll(run(module.getKey(), module.getValue(), first));
        }
        return failures;
    }

    private List<String> run(String module, List<String> classes, Path first) throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(scratch.resolve("tmp"));
        Path report = scratch.resolve("report");
        Path own = root.resolve("mcp-app/target/test-classes");
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC",
                // most of a run is its start
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + temporary, "-cp",
                String.join(":", first.toString(), classPath(module), scratch.resolve(module).toString(), own.toString(), launcher()), RuleCheckRun.class.getName(),
                report.toString()));
        command.addAll(classes);
        Process process = new ProcessBuilder(command).directory(root.resolve(module).toFile()).redirectErrorStream(true)
                .redirectOutput(scratch.resolve("output").toFile()).start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return List.of("No verdict in %d minutes.".formatted(MINUTES));
            }
            return Files.exists(report) ? Files.readAllLines(report) : Files.readAllLines(scratch.resolve("output"));
        } finally {
            process.destroyForcibly().waitFor();
            Files.deleteIfExists(report);
            delete(temporary);
        }
    }

    /** What the tests of a module see, as Maven resolved it. */
    private String classPath(String module) throws IOException {
        Path target = root.resolve(module).resolve("target");
        return String.join(":", target.resolve("test-classes").toString(), target.resolve("classes").toString(),
                Files.readString(target.resolve("test.classpath")).strip());
    }

    private static String launcher() {
        return Path.of(URI.create(org.junit.platform.launcher.Launcher.class.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }

    /** On the class path the services of a module are found by files that it does not have. */
    private void services(String module) throws IOException {
        Path directory = Files.createDirectories(scratch.resolve(module).resolve("META-INF/services"));
        Map<String, Set<String>> provided = new TreeMap<>();
        for (String entry : classPath(module).split(":")) {
            Path descriptor = Path.of(entry, "module-info.class");
            if (Files.exists(descriptor)) {
                try (InputStream in = Files.newInputStream(descriptor)) {
                    ModuleDescriptor.read(in).provides().forEach(service ->
                            provided.computeIfAbsent(service.service(), any -> new LinkedHashSet<>()).addAll(service.providers()));
                }
            }
        }
        for (var service : provided.entrySet()) {
            Files.write(directory.resolve(service.getKey()), service.getValue());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
