package sigil.code.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which ignore file git heeds beside those of a repository: that of {@code core.excludesFile} (git-config(1)) as the system, the user or the
 * repository says, the last of them, or else git's default one. {@code include.path} is followed, {@code includeIf} is not.
 */
final class UserIgnoreFile {

    private static final int LARGEST_FILE = 1 << 20;
    private static final int MOST_INCLUDES = 5;

    private record Entry(String key, String value) {
    }

    private record Cached(FileTime modified, long size, List<Entry> entries) {
    }

    private final List<Path> configurations;
    private final Path standard;
    private final Path home;
    private final ConcurrentHashMap<Path, Cached> read = new ConcurrentHashMap<>();

    private UserIgnoreFile(List<Path> configurations, Path standard) {
        this.configurations = List.copyOf(configurations);
        this.standard = standard;
        this.home = Path.of(System.getProperty("user.home", ""));
    }

    /** As git would find it that runs under this account. */
    static UserIgnoreFile ofThisUser() {
        var home = Path.of(System.getProperty("user.home", ""));
        var said = System.getenv().getOrDefault("XDG_CONFIG_HOME", "");
        var git = (said.isEmpty() ? home.resolve(".config") : Path.of(said)).resolve("git");
        return new UserIgnoreFile(List.of(Path.of("/etc/gitconfig"), git.resolve("config"), home.resolve(".gitconfig")), git.resolve("ignore"));
    }

    /** This one, unless a configuration says another. */
    static UserIgnoreFile of(Path standard, List<Path> configurations) {
        return new UserIgnoreFile(configurations, standard);
    }

    /** The file that counts for a repository, which need not exist; empty where its configuration says that none does. */
    Optional<Path> in(Repository repository) {
        var said = Optional.<String>empty();
        for (var file : configurations(repository)) {
            said = said(file, said, 0, new HashSet<>());
        }
        return said.isEmpty() ? Optional.of(standard) : path(said.get(), repository.root());
    }

    /** What decides about it: the file itself and the configurations, whether they exist or not. */
    Set<Path> decidingIn(Repository repository) {
        var files = new HashSet<Path>();
        for (var file : configurations(repository)) {
            said(file, Optional.empty(), 0, files);
        }
        in(repository).ifPresent(files::add);
        return files;
    }

    private List<Path> configurations(Repository repository) {
        var files = new ArrayList<>(configurations);
        GitDirectory.of(repository.root()).ifPresent(git -> files.add(git.common().resolve("config")));
        return files;
    }

    private Optional<String> said(Path file, Optional<String> before, int depth, Set<Path> met) {
        met.add(file);
        var said = before;
        for (var entry : entries(file)) {
            if (entry.key().equals("core.excludesfile")) {
                said = Optional.of(entry.value());
            } else if (depth < MOST_INCLUDES) {
                var included = path(entry.value(), file.getParent());
                said = included.isPresent() ? said(included.get(), said, depth + 1, met) : said;
            }
        }
        return said;
    }

    private Optional<Path> path(String value, Path base) {
        try {
            return value.isEmpty() || value.startsWith("~") && !value.startsWith("~/") ? Optional.empty()
                    : Optional.of(value.startsWith("~/") ? home.resolve(value.substring(2)) : base.resolve(value).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private List<Entry> entries(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return List.of();
            }
            var cached = read.get(file);
            if (cached == null || !cached.modified().equals(attributes.lastModifiedTime()) || cached.size() != attributes.size()) {
                try (var in = Files.newInputStream(file)) {
                    var text = new String(in.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8);
                    cached = new Cached(attributes.lastModifiedTime(), attributes.size(), entries(text));
                }
                read.put(file, cached);
            }
            return cached.entries();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Of a configuration what matters here, in order. */
    private static List<Entry> entries(String text) {
        var entries = new ArrayList<Entry>();
        var section = "";
        for (var written : text.replace("\\\r\n", "").replace("\\\n", "").lines().toList()) {
            var line = written.strip();
            if (line.startsWith("[")) {
                int end = line.indexOf(']');
                section = end < 0 ? "" : line.substring(1, end).strip().toLowerCase(Locale.ROOT);
                line = end < 0 ? "" : line.substring(end + 1).strip();
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                var key = section + '.' + line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                if (key.equals("core.excludesfile") || key.equals("include.path")) {
                    entries.add(new Entry(key, value(line.substring(equals + 1).strip())));
                }
            }
        }
        return List.copyOf(entries);
    }

    /** Without quotation marks, escapes and what follows as a comment. */
    private static String value(String written) {
        var value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '#' || c == ';')) {
                return value.toString().stripTrailing();
            } else if (c == '\\' && i + 1 < written.length()) {
                char escaped = written.charAt(++i);
                value.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }
}
