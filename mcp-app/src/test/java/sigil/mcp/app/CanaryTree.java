package sigil.mcp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A repository in which, and around which, each place that nobody may read has a canary of its own. A canary is never asked for, so that
 * whoever sees it has read it; what stands beside it on its line is asked for.
 */
final class CanaryTree {
    /** Stands on every line that has a canary, and nowhere else. */
    static final String ASKED = "hxjqvb";
    /** What every canary begins with. */
    static final String SECRET = "wzkqfj";
    /** Stands in a file that is served, to see that what is served is found by the same ways. */
    static final String SERVED = "tgqxzv";

    /** Where, relative to the repository, with the canary of the place. */
    private static final Map<String, String> IN_THE_REPOSITORY = Map.ofEntries(
            Map.entry(".env", "aenv"), Map.entry("src/.env.production", "benv"), Map.entry("id_rsa", "ckey"), Map.entry("keys/server.pem", "dkey"),
            Map.entry(".git/config", "egit"), Map.entry(".git/HEAD", "fgit"), Map.entry("nested/.git/config", "ggit"),
            Map.entry("ignored/Notes.java", "hign"), Map.entry("debug.log", "iign"), Map.entry("src/Private.java", "jign"),
            Map.entry("src/Excluded.java", "kign"));
    private static final Map<String, String> OUTSIDE = Map.of("outside/Secret.java", "lout", "outside/Hard.java", "mhard", "outside/Raced.java", "nrace",
            "outside/RacedHard.java", "ohard", "project-secret/Secret.java", "pout");

    private final Path home;

    private CanaryTree(Path home) {
        this.home = home;
    }

    static CanaryTree plant(Path home) {
        try {
            CanaryTree tree = new CanaryTree(home);
            tree.plant();
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void plant() throws IOException {
        OUTSIDE.forEach((path, canary) -> Image.write(home.resolve(path), text(canary)));
        Path repository = repository();
        IN_THE_REPOSITORY.forEach((path, canary) -> Image.write(repository.resolve(path), text(canary)));
        Image.write(repository.resolve(".gitignore"), "ignored/\n*.log\n");
        Image.write(repository.resolve("src/.gitignore"), "Private.java\n");
        Image.write(repository.resolve(".git/info/exclude"), "Excluded.java\n");
        Image.write(repository.resolve("src/Main.java"), "class Main {\n    String greeting = \"" + SERVED + "\";\n}\n");
        Image.write(repository.resolve("racing/Swapped.java"), "class Swapped {}\n");
        Image.write(repository.resolve("racing/Hard.java"), "class Hard {}\n");
        Image.write(repository.resolve("racing/dir/Raced.java"), "class Raced {}\n");
        Files.createSymbolicLink(repository.resolve("racing/Link.java"), Path.of("../src/Main.java"));
        Files.createSymbolicLink(repository.resolve("link-out.java"), home.resolve("outside/Secret.java"));
        Files.createSymbolicLink(repository.resolve("link-relative.java"), Path.of("../project-secret/Secret.java"));
        Files.createSymbolicLink(repository.resolve("link-directory"), home.resolve("outside"));
        Files.createSymbolicLink(repository.resolve("link-git"), Path.of(".git"));
        Files.createSymbolicLink(repository.resolve("link-env.java"), Path.of(".env"));
        Files.createLink(repository.resolve("hard-out.java"), home.resolve("outside/Hard.java"));
        Files.createLink(repository.resolve("src/hard-env.java"), repository.resolve(".env"));
    }

    private static String text(String canary) {
        String secret = SECRET + canary;
        return "class Hxjqvb { void hxjqvb() { " + secret + "(\"" + ASKED + " " + secret + "\"); } } // " + ASKED + " " + secret + "\n";
    }

    Path repository() {
        return home.resolve("project");
    }

    /** Paths that lead, or would, to a canary. */
    List<String> paths() {
        return Stream.of(IN_THE_REPOSITORY.keySet().stream().sorted(), OUTSIDE.keySet().stream().sorted().map(path -> "../" + path),
                OUTSIDE.keySet().stream().sorted().map(path -> home.resolve(path).toString()),
                Stream.of(".git", "ignored", "ignored/", "./.env", ".ENV", "src/../.env", "src/../../outside/Secret.java", "link-out.java", "link-relative.java",
                        "link-directory", "link-directory/Secret.java", "link-git/config", "link-env.java", "hard-out.java", "src/hard-env.java"),
                racing().stream()).flatMap(paths -> paths).toList();
    }

    /** Paths that lead to one thing now and to another at the next moment, while {@link #race} runs. */
    List<String> racing() {
        return List.of("racing/Swapped.java", "racing/dir/Raced.java", "racing/dir", "racing/Hard.java", "racing/Link.java");
    }

    /** Exchanges what is served for what leads out or is a secret, and back, once for each. */
    void race() throws IOException {
        Path racing = repository().resolve("racing");
        Path aside = Files.createDirectories(home.resolve("aside")).resolve("next");
        Path saved = aside.resolveSibling("saved");
        Files.writeString(saved, "class Swapped {}\n");
        there(Files.createSymbolicLink(aside, home.resolve("outside/Raced.java")), racing.resolve("Swapped.java"));
        there(saved, racing.resolve("Swapped.java"));
        Files.writeString(saved, "class Hard {}\n");
        there(Files.createLink(aside, home.resolve("outside/RacedHard.java")), racing.resolve("Hard.java"));
        there(saved, racing.resolve("Hard.java"));
        there(Files.createSymbolicLink(aside, Path.of("../.env")), racing.resolve("Link.java"));
        there(Files.createSymbolicLink(aside, Path.of("../src/Main.java")), racing.resolve("Link.java"));
        there(racing.resolve("dir"), aside);
        Files.delete(Files.createSymbolicLink(racing.resolve("dir"), home.resolve("outside")));
        there(aside, racing.resolve("dir"));
    }

    /** Moves in one step, over what is there. */
    private static void there(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
