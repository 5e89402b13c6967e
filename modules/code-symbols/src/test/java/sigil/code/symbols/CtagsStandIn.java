package sigil.code.symbols;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** A shell script that says of itself what universal-ctags says, and then does what a test wants. */
final class CtagsStandIn {

    /** Begins as the real one does. */
    static final String GREETING = "echo '{\"_type\": \"program\", \"name\": \"Universal Ctags\", \"version\": \"5.9.0\"}'\n";

    private CtagsStandIn() {
    }

    /** One that begins well, and that nobody leaves because it is slow. */
    static Ctags that(Path directory, String does) {
        return that(directory, Duration.ofMinutes(1), does);
    }

    static Ctags that(Path directory, Duration longestFile, String does) {
        return new Ctags(List.of(script(directory, "5.9.0", "json interactive sandbox", does)), longestFile);
    }

    static Path script(Path directory, String version, String features, String does) {
        return file(directory.resolve("ctags"), """
                #!/bin/sh
                case "$2" in
                --version) echo 'Universal Ctags %s, Copyright (C) 2015 Universal Ctags Team'; exit;;
                --list-features) for f in %s; do echo "$f   something"; done; exit;;
                --list-languages) echo Lua; echo 'Perl [disabled]'; exit;;
                esac
                """.formatted(version, features) + does);
    }

    static Path file(Path path, String text) {
        try {
            Files.writeString(path, text);
            return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
