package sigil.code.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory tree to try things on. */
record Tree(Path root) {

    Tree file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Tree file(String path, byte[] bytes) {
        try {
            var file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tree delete(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tree link(String path, String target) {
        try {
            var link = root.resolve(path);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Repository repository(String... excludes) {
        return Repository.of("tree", root, "", List.of(excludes));
    }

    PathGate gate() {
        return PathGate.of(SecretRules.standard(), root.resolve("no-such-file"));
    }
}
