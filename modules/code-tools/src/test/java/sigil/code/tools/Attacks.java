package sigil.code.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A repository in which, and around which, everything that nobody may read holds a canary; and the paths by which strangers try to read it.
 */
final class Attacks {
    static final String CANARY = "canary-7c1e";

    /** What lies there to be read; every other file holds the canary. */
    static final List<String> SERVED = List.of(".gitignore", "README.md", "link-inside.md", "src/Main.java");

    private Attacks() {
    }

    /** Plants the repository {@code project} and what lies beside it. */
    static Path plant(Path directory) {
        new Sources(directory).file("outside.txt", CANARY).file("project-secret/outside.txt", CANARY);
        Sources project = new Sources(directory.resolve("project"));
        for (String file : List.of(".git/config", ".git/HEAD", "nested/.git/config", ".env", "src/.env.production", "id_rsa", "keys/server.pem",
                "ignored/notes.txt", "debug.log", ".ssh/config", "credentials.json", "excluded/a.txt", "denied.kdbx", "back\\slash.txt")) {
            project.file(file, CANARY);
        }
        project.file(".gitignore", "ignored/\n*.log\n").file("README.md", "# Project\n").file("src/Main.java", "class Main { }\n")
                .link("link-inside.md", Path.of("README.md"))
                .link("link-out.txt", directory.resolve("outside.txt"))
                .link("link-relative.txt", Path.of("../project-secret/outside.txt"))
                .link("link-directory", directory.resolve("project-secret"))
                .link("link-git", Path.of(".git"))
                .link("link-env.txt", Path.of(".env"))
                .link("link-etc", Path.of("/etc"))
                .link("link-loop", Path.of("link-loop"))
                .link("link-device", Path.of("/dev/zero"));
        for (Map.Entry<String, String> name : Map.of("hard-out.txt", "../outside.txt", "src/hard-env.txt", ".env", "hard-config.md", ".git/config").entrySet()) {
            hardLink(project.root().resolve(name.getKey()), project.root().resolve(name.getValue()));
        }
        return project.root();
    }

    private static void hardLink(Path link, Path file) {
        try {
            Files.createLink(link, file.normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void removeLinks(Path directory) throws IOException {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(directory.resolve("project"), "link-*")) {
            for (Path link : links) {
                Files.delete(link);
            }
        }
    }

    static List<String> paths() {
        return List.of(
                // missing
                "missing.txt", "src/missing.txt", "README.md/x",
                // up and out
                "../outside.txt", "../project-secret/outside.txt", "src/../../outside.txt", "./../outside.txt", "../../etc/passwd",
                "../../../../../../../../etc/passwd", "..", "../", "../project/README.md", "src/../README.md", "a/../../x",
                // decoded by nobody
                "..%2f..%2fetc%2fpasswd", "%2e%2e/outside.txt", "..%252foutside.txt", "..%c0%af..%c0%afetc/passwd", "..;/outside.txt",
                "\uff0e\uff0e/outside.txt", "..\u2215outside.txt",
                // of another system
                "..\\outside.txt", "src\\..\\..\\outside.txt", "C:\\outside.txt", "\\\\localhost\\share", "back\\slash.txt",
                // absolute
                "/etc/passwd", "//etc/passwd", "/proc/self/environ", "/dev/zero", "file:///etc/passwd", "~/outside.txt", "$HOME/outside.txt",
                // the insides of git
                ".git/config", ".GIT/config", ".Git/HEAD", ".git", "./.git/config", ".git//config", "nested/.git/config", "link-git/config",
                // secrets, what is ignored and what the owner keeps back
                ".env", ".ENV", "./.env", ".env/", "src/.env.production", "id_rsa", "keys/server.pem", "ignored/notes.txt", "ignored", "debug.log",
                ".ssh/config", "credentials.json", "link-env.txt", "excluded/a.txt", "excluded", "denied.kdbx",
                // links
                "link-out.txt", "link-relative.txt", "link-directory/outside.txt", "link-directory", "link-etc/passwd", "link-loop", "link-device",
                "README.md/../.env", "hard-out.txt", "src/hard-env.txt", "hard-config.md",
                // characters that end or break something elsewhere
                ".env\u0000.md", "README.md\u0000", ".env\n", "\r\nX-Injected: 1", "\u001b[31m.env", "README.md\ud800", "x".repeat(300));
    }

    /** The paths as a URI has them: as they are, with what must be encoded, and with everything encoded that may be. */
    static Stream<String> uris() {
        return paths().stream()
                .flatMap(path -> Stream.of(path, path.contains("%") ? path : encoded(path, "/"), encoded(path, "")))
                .distinct()
                .map(path -> "repo://project/" + path);
    }

    /** Every byte percent-encoded but for those of the given characters. */
    static String encoded(String path, String but) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            encoded.append(but.indexOf(c) >= 0 ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
        return encoded.toString();
    }
}
