package sigil.mcp.app;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * What {@code bin/check-rules} does: takes one {@linkplain RemovedRule rule} after the other out of the code and sees whether the tests notice. The
 * sources and {@code target} stay as they are: only the changed class is compiled, to a place of its own that comes before the others.
 *
 * <p>Each test is run on the code as it is, too, since one that fails anyway notices nothing.
 */
final class RuleCheck implements AutoCloseable {
    private final Path root;
    private final Path scratch;
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Map<String, RuleCheckProcess> processes = new HashMap<>();
    /** By test, what it says about the code as it is. */
    private final Map<String, List<String>> anyway = new HashMap<>();

    private RuleCheck(Path root, Path scratch) {
        this.root = root;
        this.scratch = scratch;
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
        try (RuleCheck check = new RuleCheck(root, scratch)) {
            fine = check.all(rules);
        } finally {
            delete(scratch);
        }
        System.exit(fine ? 0 : 1);
    }

    private boolean all(List<RemovedRule> rules) throws IOException, InterruptedException {
        int survived = 0;
        for (RemovedRule rule : rules) {
            List<String> lines = without(rule);
            boolean noticed = lines.stream().allMatch(line -> rule.tests().stream().anyMatch(test -> line.startsWith(test + "#")))
                    && lines.size() == rule.tests().size();
            survived += noticed ? 0 : 1;
            System.out.printf("%-9s %-14s %s%n", noticed ? "killed" : "SURVIVED", String.join(" ", rule.rows()), rule.rule());
            lines.forEach(line -> System.out.println("            " + line));
        }
        System.out.printf("%d rules taken out, %d noticed, %d not.%n", rules.size(), rules.size() - survived, survived);
        return survived == 0;
    }

    /** The tests that notice, each with the first of its methods; or why there is nothing to be noticed. */
    private List<String> without(RemovedRule rule) throws IOException, InterruptedException {
        Path changed = Files.createDirectory(scratch.resolve("changed"));
        try {
            for (String test : rule.tests()) {
                if (!anyway.containsKey(test)) {
                    anyway.put(test, failures(List.of(test), changed));
                }
                if (!anyway.get(test).isEmpty()) {
                    return List.of("It fails anyway: " + anyway.get(test));
                }
            }
            String fault = compile(rule, changed);
            return fault.isEmpty() ? failures(rule.tests(), changed) : List.of("Without the rule it does not compile: " + fault);
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
        var messages = new StringWriter();
        boolean compiled = compiler.getTask(messages, null, null, List.of("-proc:none", "-nowarn", "-d", into.toString(), "-cp",
                String.join(":", RuleCheckProcess.classPath(root, rule.module()))), null, List.of(file)).call();
        return compiled ? "" : messages.toString();
    }

    private List<String> failures(List<String> tests, Path changed) throws IOException, InterruptedException {
        Map<String, List<Path>> byModule = tests.stream().map(test -> root.relativize(RemovedRule.test(root, test)))
                .collect(Collectors.groupingBy(file -> file.getName(0).toString()));
        List<String> failures = new ArrayList<>();
        for (var module : byModule.entrySet()) {
            // below MODULE/src/test/java
            List<String> classes = module.getValue().stream().map(file -> file.subpath(4, file.getNameCount()).toString()
                    .replace(".java", "").replace('/', '.')).toList();
            failures.addAll(process(module.getKey()).failures(changed, classes));
        }
        return failures;
    }

    private RuleCheckProcess process(String module) throws IOException {
        RuleCheckProcess known = processes.get(module);
        if (known == null) {
            known = new RuleCheckProcess(root, module, Files.createDirectory(scratch.resolve(module)));
            processes.put(module, known);
        }
        return known;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (RuleCheckProcess process : processes.values()) {
            process.close();
        }
    }
}
