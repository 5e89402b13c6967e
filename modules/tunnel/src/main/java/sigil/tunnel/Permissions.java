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
import java.util.stream.Stream;

/**
 * Something in cloudflared's directory that other accounts may read: whoever reads the credentials can answer in the place of this machine.
 *
 * @param path   what
 * @param is     its permissions, such as {@code 644}
 * @param should what they should be
 */
public record Permissions(Path path, String is, String should) {

    /**
     * Looks at cloudflared's directory and at all that lies directly in it: 700 for directories, 600 for files. Links are not followed.
     *
     * @param directory which need not exist
     * @return what is open to others; sorted by path
     * @throws IOException if it cannot be listed
     */
    public static List<Permissions> loose(Path directory) throws IOException {
        List<Permissions> loose = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            look(directory, loose);
            try (Stream<Path> entries = Files.list(directory)) {
                for (Path entry : entries.sorted().toList()) {
                    look(entry, loose);
                }
            }
        }
        return loose;
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
