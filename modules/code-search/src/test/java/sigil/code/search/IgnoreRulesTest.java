package sigil.code.search;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class IgnoreRulesTest {

    private static final String[] NAMES = {"a", "b", "ab", "foo", "bar", "foo.c", "a.o", "x y", "é", "#h", "!n", "b ", "[a]", "f*o", "doc", "a-b", "Z9"};
    private static final String[] PIECES = {"a", "b", "ab", "foo", "bar", "*", "**", "?", "*.c", "*.o", "f*", "*o", "[a-c]", "[!a]", "[^b]", "[[:alpha:]]*",
            "[]a]", "\\#h", "\\!n", "b\\ ", "b ", "#h", "!n", "é", "??", "\\a", "[a-", "[[:bad:]]", "f\\*o", "**o", "a**", "doc", "x y", "[a\\]]", "[[:digit:]9]*",
            "*a*b*", "***", "[\\[]a]", "Z[0-9]", "[a-]-b", "a[-]b"};

    @TempDir
    Path directory;

    @Test
    void agreesWithGitOnGeneratedTreesAndPatterns() throws Exception {
        assumeTrue(gitIsThere(), "git is not installed, so there is nothing to compare with");
        var random = new Random(20251122);
        int cases = 0;
        int ignored = 0;
        for (int tree = 0; tree < 80; tree++) {
            var root = Files.createDirectories(directory.resolve("t" + tree).resolve("repo"));
            var config = Files.createDirectories(root.resolveSibling("config").resolve("git"));
            git(root, config, List.of(), "init", "-q");
            var directories = new ArrayList<>(List.of(root));
            for (int i = 0; i < 90; i++) {
                var path = directories.get(random.nextInt(directories.size())).resolve(NAMES[random.nextInt(NAMES.length)]);
                if (!Files.exists(path)) {
                    if (random.nextInt(100) < 40 && path.getNameCount() - root.getNameCount() < 5) {
                        directories.add(Files.createDirectory(path));
                    } else {
                        Files.createFile(path);
                    }
                }
            }
            Files.writeString(root.resolve(".gitignore"), rules(random));
            for (int i = random.nextInt(4); i > 0; i--) {
                Files.writeString(directories.get(random.nextInt(directories.size())).resolve(".gitignore"), rules(random));
            }
            if (random.nextBoolean()) {
                Files.createDirectories(root.resolve(".git/info"));
                Files.writeString(root.resolve(".git/info/exclude"), rules(random));
            }
            if (random.nextBoolean()) {
                Files.writeString(config.resolve("ignore"), rules(random));
            }
            var paths = everything(root);
            var theirs = git(root, config, paths, "check-ignore", "--no-index", "-z", "--stdin");
            var ours = new TreeSet<String>();
            var rules = new IgnoreRules(Repository.of("r", root), UserIgnoreFile.of(config.resolve("ignore"), List.of()));
            try (var folder = Folder.open(root)) {
                collect(rules, folder, rules.top(folder), false, root, ours);
            }
            assertThat("tree " + tree + ruleFiles(root, config), ours, is(new TreeSet<>(theirs)));
            cases += paths.size();
            ignored += theirs.size();
        }
        assertThat(cases, greaterThan(4000));
        assertThat(ignored, greaterThan(500));
        assertThat(cases - ignored, greaterThan(500));
    }

    private static void collect(IgnoreRules rules, Folder folder, IgnoreLevel level, boolean all, Path root, TreeSet<String> into) throws IOException {
        for (var name : folder.names()) {
            if (name.equals(".git")) {
                continue;
            }
            var path = AskedPath.join(level.directory(), name);
            boolean isDirectory = Files.isDirectory(root.resolve(path));
            boolean ignored = all || level.ignores(name, isDirectory);
            if (ignored) {
                into.add(path);
            }
            if (isDirectory) {
                try (var inner = folder.folder(name)) {
                    var deeper = ignored ? new IgnoreLevel(path, List.of(), IgnoreList.EMPTY, List.of()) : rules.enter(level, name, inner);
                    collect(rules, inner, deeper, ignored, root, into);
                }
            }
        }
    }

    private static String rules(Random random) {
        var text = new StringBuilder(random.nextInt(12) == 0 ? "\uFEFF" : "");
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            text.append(random.nextInt(4) == 0 ? "!" : "").append(random.nextInt(5) == 0 ? "/" : "");
            for (int piece = random.nextInt(4) == 0 ? 3 : 1 + random.nextInt(2); piece > 0; piece--) {
                text.append(PIECES[random.nextInt(PIECES.length)]).append(piece == 1 ? "" : random.nextInt(4) == 0 ? "" : "/");
            }
            text.append(random.nextInt(5) == 0 ? "/" : "").append(random.nextInt(8) == 0 ? "  " : "");
            text.append(random.nextInt(10) == 0 ? "\r\n" : "\n").append(random.nextInt(10) == 0 ? "\n# comment\n" : "");
        }
        return random.nextInt(5) == 0 ? text.substring(0, text.length() - 1) : text.toString();
    }

    private static List<String> everything(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(p -> !p.equals(root) && !p.startsWith(root.resolve(".git"))).map(p -> root.relativize(p).toString()).toList();
        }
    }

    private static String ruleFiles(Path root, Path config) throws IOException {
        var text = new StringBuilder();
        try (var all = Files.walk(root); var user = Files.walk(config)) {
            for (var file : Stream.concat(all, user).filter(Files::isRegularFile).toList()) {
                if (List.of(".gitignore", "exclude", "ignore").contains(file.getFileName().toString())) {
                    text.append("\n-- ").append(root.getParent().relativize(file)).append('\n').append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    private static boolean gitIsThere() throws InterruptedException {
        try {
            return new ProcessBuilder("git", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> git(Path root, Path config, List<String> input, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var in = Files.write(root.resolveSibling("in"), (String.join("\0", input) + "\0").getBytes(StandardCharsets.UTF_8));
        var out = root.resolveSibling("out");
        var builder = new ProcessBuilder(command).directory(root.toFile()).redirectInput(in.toFile()).redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("XDG_CONFIG_HOME", config.getParent().toString());
        builder.environment().put("HOME", root.getParent().toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        var process = builder.start();
        assertThat("git ends", process.waitFor(60, TimeUnit.SECONDS), is(true));
        assertThat("git's status", process.exitValue() < 2, is(true));
        var text = Files.readString(out);
        return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    }

    private List<String> walked(Tree tree, PathGate gate, String... excludes) {
        var paths = new ArrayList<String>();
        new Walk(gate, tree.repository(excludes), false, 99, entry -> paths.add(entry.path())).wholeRepository();
        return paths;
    }

    @Test
    void theRepositorysOwnExcludesStandAboveItsIgnoreFiles() {
        var tree = new Tree(directory).file(".gitignore", "*.log\n").file("a.log", "").file("keep.txt", "").file("gen/x.txt", "");
        assertThat(walked(tree, tree.gate(), "gen/", "!a.log"), contains("a.log", "keep.txt"));
    }

    @Test
    void buildOutputIsLeftOutWhereThereIsNoIgnoreFileAtAll() {
        var tree = new Tree(directory).file("src/a", "").file("sub/node_modules/x", "").file("target/x", "").file("sub/vendor/bundle/x", "").file("dist", "");
        assertThat(walked(tree, tree.gate()), contains("dist", "src", "src/a", "sub", "sub/vendor"));
        tree.file(".gitignore", "");
        assertThat(walked(tree, tree.gate()), hasItem("target/x"));
    }

    @Test
    void aChangedIgnoreFileIsSeen() {
        var tree = new Tree(directory).file(".gitignore", "one\n").file("one", "").file("three", "");
        var gate = tree.gate();
        assertThat(walked(tree, gate), contains("three"));
        tree.file(".gitignore", "three\n");
        assertThat(walked(tree, gate), contains("one"));
    }

    @Test
    void excludesOfAWorktreeAreTakenFromTheCommonGitDirectory() {
        var main = new Tree(directory.resolve("main")).file(".git/worktrees/w/commondir", "../..\n").file(".git/worktrees/w/HEAD", "ref: refs/heads/topic/x\n")
                .file(".git/info/exclude", "hidden.txt\n");
        var tree = new Tree(directory.resolve("w")).file(".git", "gitdir: ../main/.git/worktrees/w\n").file(".gitignore", "").file("hidden.txt", "").file("a", "");
        assertThat(walked(tree, tree.gate()), contains("a"));
        assertThat(new RepositorySummaries(main.gate(), java.util.Optional.empty()).of(tree.repository()).branch(), is("topic/x"));
    }

    @Test
    void theUsersIgnoreFileIsThatOfGitsConfiguration() throws IOException {
        var tree = new Tree(directory.resolve("tree")).file(".git/HEAD", "ref: refs/heads/main\n").file(".gitignore", "").file("a.txt", "").file("b.txt", "").file("c.txt", "").file("d.txt", "");
        var home = new Tree(directory.resolve("home")).file("standard", "d.txt\n").file("own", "a.txt\n").file("other one", "b.txt\n").file("more", "c.txt\n");
        var config = home.root().resolve("config");
        var gate = PathGate.of(SecretRules.standard(), home.root().resolve("standard"), List.of(config));
        assertThat(walked(tree, gate), contains("a.txt", "b.txt", "c.txt"));
        home.file("config", "[user]\n\texcludesFile = no\n[Core] ; mine\n\tExcludesFile = \"" + home.root().resolve("own") + "\" # said\n");
        assertThat(walked(tree, gate), contains("b.txt", "c.txt", "d.txt"));
        home.file("config", "[core]\n\texcludesFile = " + home.root().resolve("own") + "\n[include]\n\tpath = included\n");
        home.file("included", "[core]\n\texcludesfile = \\\n" + home.root().resolve("other one") + "\n");
        assertThat(walked(tree, gate), contains("a.txt", "c.txt", "d.txt"));
        tree.file(".git/config", "[core]\n\tbare = false\n\texcludesFile = ../home/more\n");
        assertThat(walked(tree, gate), contains("a.txt", "b.txt", "d.txt"));
        tree.file(".git/config", "[core]\n\texcludesFile =\n");
        assertThat(walked(tree, gate), contains("a.txt", "b.txt", "c.txt", "d.txt"));
        assertThat(gate.decidingIn(tree.repository()), hasItems(config, home.root().resolve("included"), tree.root().resolve(".git/config")));
    }

    @Test
    void whereTheCheckoutLiesSaysNothing() {
        var tree = new Tree(directory.resolve(".cache/target/build/repo")).file("a/b", "");
        assertThat(walked(tree, tree.gate()), contains("a", "a/b"));
    }

    @Test
    void aHostilePatternEndsSoon() {
        var tree = new Tree(directory).file(".gitignore", "a*".repeat(60) + "b\n").file("a".repeat(200), "").file("**/" + "x", "");
        assertThat(walked(tree, tree.gate()), not(hasItem("nothing")));
        assertThat(walked(tree, tree.gate()).size(), is(3));
    }
}
