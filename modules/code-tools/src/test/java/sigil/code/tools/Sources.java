package sigil.code.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory tree to serve. */
record Sources(Path root) {

    Sources file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Sources file(String path, byte[] bytes) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Sources link(String path, Path target) {
        try {
            Files.createSymbolicLink(root.resolve(path), target);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
