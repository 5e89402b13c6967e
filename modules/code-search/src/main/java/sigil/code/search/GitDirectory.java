package sigil.code.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where git keeps its own files for a checkout (gitrepository-layout(5)). Read for rules and for the branch name only; nothing of it is served.
 *
 * @param own    the directory of this checkout, holding {@code HEAD}
 * @param common the directory shared by all worktrees, holding {@code info/exclude}; the same as {@code own} in a plain checkout
 */
record GitDirectory(Path own, Path common) {

    private static final int LONGEST = 4096;
    private static final Pattern BRANCH = Pattern.compile("ref: refs/heads/([^\\p{Cntrl} ~^:?*\\[\\\\]{1,255})");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");

    /** Finds it for a checkout: {@code .git} itself, or where a {@code .git} file points (worktree, submodule). */
    static Optional<GitDirectory> of(Path root) {
        var git = root.resolve(".git");
        if (Files.isDirectory(git)) {
            return Optional.of(new GitDirectory(git, git));
        }
        return line(git)
                .filter(text -> text.startsWith("gitdir: "))
                .flatMap(text -> resolve(root, text.substring("gitdir: ".length())))
                .filter(Files::isDirectory)
                .map(own -> new GitDirectory(own, line(own.resolve("commondir")).flatMap(text -> resolve(own, text)).orElse(own)));
    }

    /** The branch checked out, or the first twelve digits of the commit where none is; empty if {@code HEAD} says neither. */
    String branch() {
        var head = line(own.resolve("HEAD")).orElse("");
        var branch = BRANCH.matcher(head);
        if (branch.matches()) {
            return branch.group(1);
        }
        return COMMIT.matcher(head).matches() ? head.substring(0, 12) : "";
    }

    private static Optional<Path> resolve(Path base, String path) {
        try {
            return Optional.of(base.resolve(path).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> line(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).lines().findFirst().map(String::strip);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
