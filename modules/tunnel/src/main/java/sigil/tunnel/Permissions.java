package sigil.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something in cloudflared's directory that other accounts may read: whoever reads the credentials can answer in the place of this machine.
 *
 * @param path   what
 * @param is     its permissions, such as {@code 644}
 * @param should what they should be
 */
public record Permissions(Path path, String is, String should) {
    /** The certificate and the credentials, which are called after their tunnel; the token; configurations, which may hold either. */
    private static final Pattern SECRET = Pattern.compile("cert\\.pem|[0-9a-f-]{36}\\.json|credentials\\.json|token|(config|quick)\\.ya?ml");
    /** What is written beside them for others to read. */
    private static final Pattern OPEN = Pattern.compile("cloudflared\\.service");


    /**
     * Looks at cloudflared's directory and at its secrets directly in it: 700 for the directory, 600 for the files. Links are not followed. What else lies
     * there is left alone, and so is a directory that has more than cloudflared's things in it and is not called after it: closing {@code /etc} would
     * stop the machine.
     *
     * @param directory which need not exist
     * @return what is open to others; sorted by path
     * @throws IOException if it cannot be listed
     */
    public static List<Permissions> loose(Path directory) throws IOException {
        List<Permissions> loose = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            List<Path> entries;
            try (Stream<Path> all = Files.list(directory)) {
                entries = all.sorted().toList();
            }
            if (directory.toAbsolutePath().normalize().endsWith("cloudflared") || directory.toAbsolutePath().normalize().endsWith(".cloudflared")
                    || entries.stream().allMatch(entry -> matches(SECRET, entry) || matches(OPEN, entry))) {
                look(directory, loose);
            }
            for (Path entry : entries) {
                if (matches(SECRET, entry)) {
                    look(entry, loose);
                }
            }
        }
        return loose;
    }

    private static boolean matches(Pattern names, Path entry) {
        return names.matcher(entry.getFileName().toString()).matches();
    }

    private static void look(Path path, List<Permissions> loose) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        Set<PosixFilePermission> is = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        boolean directory = Files.isDirectory(path);
        if (is.stream().anyMatch(one -> !one.name().startsWith("OWNER"))) {
            loose.add(new Permissions(path, octal(is), directory ? "700" : "600"));
        }
    }

    /**
     * Closes it to others.
     *
     * @throws IOException if it belongs to somebody else
     */
    public void mend() throws IOException {
        Files.setPosixFilePermissions(path, parse(should));
    }

    static Set<PosixFilePermission> parse(String octal) {
        StringBuilder letters = new StringBuilder();
        for (char digit : octal.toCharArray()) {
            int bits = digit - '0';
            letters.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-').append((bits & 1) != 0 ? 'x' : '-');
        }
        return PosixFilePermissions.fromString(letters.toString());
    }

    static String octal(Set<PosixFilePermission> permissions) {
        int bits = 0;
        for (PosixFilePermission one : permissions) {
            // the constants are in the order of the bits, from the owner's r to the others' x
            bits |= 1 << (8 - one.ordinal());
        }
        return String.format("%03o", bits);
    }
}
