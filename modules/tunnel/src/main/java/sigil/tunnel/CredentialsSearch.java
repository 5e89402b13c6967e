package sigil.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where {@code cloudflared tunnel create} left its credentials: beside the {@code cert.pem} of whoever ran it, who is seldom root. */
public final class CredentialsSearch {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json");

    private CredentialsSearch() {
    }

    /**
     * The directories to look in, the nearest first.
     *
     * @param directory cloudflared's directory, as it was named
     * @param home      of the account that runs this
     * @param behind    the account that became root by sudo, if there is one
     * @param accounts  the lines of {@code /etc/passwd}
     * @return the directories, whether there or not
     */
    public static List<Path> places(Path directory, Path home, Optional<String> behind, List<String> accounts) {
        SequencedSet<Path> places = new LinkedHashSet<>(List.of(directory.toAbsolutePath().normalize(), home.resolve(".cloudflared")));
        behind.ifPresent(name -> accounts.stream().map(line -> line.split(":")).filter(fields -> fields.length > 5 && fields[0].equals(name))
                .map(fields -> Path.of(fields[5], ".cloudflared")).forEach(places::add));
        return List.copyOf(places);
    }

    /**
     * The credentials in the first of these directories that has any.
     *
     * @param places directories, whether there or not
     * @return files, sorted; more than one if there are several tunnels
     * @throws IOException if one of them cannot be listed
     */
    public static List<Path> in(List<Path> places) throws IOException {
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    List<Path> found = files.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).map(file -> file.toAbsolutePath().normalize())
                            .sorted().toList();
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
        }
        return List.of();
    }
}
