package sigil.code.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A directory tree the owner has put on offer under a name. The root stays inside this package, so that no caller can print it by accident.
 */
public final class Repository {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final String name;
    private final Path root;
    private final String description;
    private final List<String> excludes;

    private Repository(String name, Path root, String description, List<String> excludes) {
        this.name = name;
        this.root = root;
        this.description = description;
        this.excludes = excludes;
    }

    /**
     * A repository without description and without excludes of its own.
     *
     * @param name what callers say, {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
     * @param root an existing, readable directory
     * @return the repository
     * @throws IllegalArgumentException naming the repository and the cure, if name or root is no good
     */
    public static Repository of(String name, Path root) {
        return of(name, root, "", List.of());
    }

    /**
     * A repository.
     *
     * @param name        what callers say, {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
     * @param root        an existing, readable directory; links in it are resolved once, now
     * @param description one line for people, empty for none
     * @param excludes    patterns in gitignore syntax, relative to the root, that stand above the repository's own ignore files
     * @return the repository
     * @throws IllegalArgumentException naming the repository and the cure, if name or root is no good
     */
    public static Repository of(String name, Path root, String description, List<String> excludes) {
        Objects.requireNonNull(description, "description");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("repository name '" + Refused.printable(name)
                    + "' is not usable: use 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit");
        }
        Path real;
        try {
            real = root.toRealPath();
        } catch (IOException e) {
            throw new IllegalArgumentException("repository '" + name + "': its root does not exist or cannot be reached; "
                    + "correct the path or remove the repository");
        }
        if (!Files.isDirectory(real)) {
            throw new IllegalArgumentException("repository '" + name + "': its root is not a directory; name the directory that holds the files");
        }
        if (!Files.isReadable(real) || !Files.isExecutable(real)) {
            throw new IllegalArgumentException("repository '" + name + "': its root cannot be read; "
                    + "give the account this program runs under read and search permission on it");
        }
        return new Repository(name, real, description, List.copyOf(excludes));
    }

    /** @return the name callers use */
    public String name() {
        return name;
    }

    /** @return one line for people; empty when there is none */
    public String description() {
        return description;
    }

    /** @return the owner's own exclude patterns, in gitignore syntax */
    public List<String> excludes() {
        return excludes;
    }

    /**
     * Whether its root can be reached now: a disk may have been unmounted since the start.
     *
     * @return true if it is a directory that can be read
     */
    public boolean reachable() {
        return Files.isDirectory(root) && Files.isReadable(root);
    }

    /** The real path of the root. */
    Path root() {
        return root;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Repository that && name.equals(that.name) && root.equals(that.root)
                && description.equals(that.description) && excludes.equals(that.excludes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, root, excludes);
    }

    @Override
    public String toString() {
        return "Repository[" + name + "]";
    }
}
