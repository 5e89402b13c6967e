package sigil.code.search;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one gate in front of every file: listing, reading, walking and searching all pass here.
 *
 * <p>A path is judged twice, as it was asked for and as it really is after links are resolved: neither may be absolute, go up, pass
 * through {@code .git}, be ignored or be a secret, and the real one must lie inside the repository, component by component. It is then
 * opened from the root downwards by descriptors that follow no link, so that a swap between check and use ends in a refusal. Only regular
 * files and directories are opened.
 */
public final class PathGate {

    /** So often a file may be replaced while it is opened. */
    private static final int MOST_SWAPS = 5;

    private final SecretRules secrets;
    private final HardLinks hardLinks;
    private final UserIgnoreFile userIgnore;
    private final ConcurrentHashMap<Repository, IgnoreRules> rules = new ConcurrentHashMap<>();

    private PathGate(SecretRules secrets, HardLinks hardLinks, UserIgnoreFile userIgnore) {
        this.secrets = secrets;
        this.hardLinks = hardLinks;
        this.userIgnore = userIgnore;
    }

    /**
     * A gate that heeds the ignore file of this user: that of {@code core.excludesFile} in git's configuration, else
     * {@code $XDG_CONFIG_HOME/git/ignore} or {@code ~/.config/git/ignore}.
     *
     * @param secrets what no one is served
     * @return the gate; it refuses files that have further names
     */
    public static PathGate of(SecretRules secrets) {
        return of(secrets, HardLinks.REFUSED);
    }

    /**
     * The same with a word on hard links.
     *
     * @param secrets   what no one is served
     * @param hardLinks whether files are served that have further names
     * @return the gate
     */
    public static PathGate of(SecretRules secrets, HardLinks hardLinks) {
        return new PathGate(secrets, hardLinks, UserIgnoreFile.ofThisUser());
    }

    /**
     * A gate that heeds the given file instead of git's default one, and of git's configuration that of the repository alone.
     *
     * @param secrets        what no one is served
     * @param userIgnoreFile in gitignore syntax; need not exist
     * @return the gate
     */
    public static PathGate of(SecretRules secrets, Path userIgnoreFile) {
        return new PathGate(secrets, HardLinks.REFUSED, UserIgnoreFile.of(userIgnoreFile, List.of()));
    }

    /** The same, with git's configurations of the user. */
    static PathGate of(SecretRules secrets, Path userIgnoreFile, List<Path> configurations) {
        return new PathGate(secrets, HardLinks.REFUSED, UserIgnoreFile.of(userIgnoreFile, configurations));
    }

    /** Opens what a caller asked for, or refuses: the same answer for missing, hidden and broken. */
    Passage open(Repository repository, String asked) {
        var segments = AskedPath.segments(asked);
        if (segments.isEmpty()) {
            return Passage.CLOSED;
        }
        try {
            var real = realSegments(repository, segments.get());
            return real.equals(segments.get()) || admitsAsAsked(repository, segments.get()) ? descend(repository, real) : Passage.CLOSED;
        } catch (IOException | InvalidPathException | SecurityException e) {
            return Passage.CLOSED;
        }
    }

    /** Whether the name of an entry of a served directory is served. Links are judged by {@link #open}. */
    boolean admits(IgnoreLevel level, String name, boolean directory) {
        return AskedPath.servable(name) && !secrets.refuses(level.directory(), name, directory) && !level.ignores(name, directory);
    }

    /**
     * Whether an entry of a served directory is a directory or regular file that is served. A file with a second name is not, unless the owner
     * wants it: that name may lie outside, or be one that is ignored or secret.
     */
    boolean admits(IgnoreLevel level, Folder folder, String name, BasicFileAttributes attributes) throws IOException {
        return (attributes.isDirectory() || attributes.isRegularFile()) && admits(level, name, attributes.isDirectory())
                && (attributes.isDirectory() || single(folder, name, attributes));
    }

    private boolean single(Folder folder, String name, BasicFileAttributes attributes) throws IOException {
        return hardLinks == HardLinks.SERVED || folder.links(name, attributes) <= 1;
    }

    /**
     * Opens an entry of a served directory if it is a regular file that is served. It is judged before it is opened and after, and must be the
     * same file: one that takes its place meanwhile is judged by itself. Whoever exchanges files without pause, and knows how, may do so unseen.
     */
    ReadableByteChannel file(IgnoreLevel level, Folder folder, String name) throws IOException {
        for (int attempt = 0; attempt < MOST_SWAPS; attempt++) {
            var before = folder.attributes(name);
            if (!before.isRegularFile() || !admits(level, name, false)) {
                break;
            }
            try {
                var file = single(folder, name, before) ? file(folder, name, before) : Optional.<ReadableByteChannel>empty();
                if (file.isPresent()) {
                    return file.get();
                }
            } catch (NoSuchFileException e) {
                // another one by now, as a save leaves it
            }
        }
        throw new NoSuchFileException("not served");
    }

    /** Opens a file; nothing if it is another one by now, or has a second name by now. */
    private Optional<ReadableByteChannel> file(Folder folder, String name, BasicFileAttributes before) throws IOException {
        var channel = folder.file(name, before);
        boolean keep = false;
        try {
            var after = folder.attributes(name);
            keep = same(before, after) && single(folder, name, after);
        } finally {
            if (!keep) {
                channel.close();
            }
        }
        return keep ? Optional.of(channel) : Optional.empty();
    }

    /** A number that became free on the disk is given to the next file, which is younger. */
    private static boolean same(BasicFileAttributes one, BasicFileAttributes other) {
        return one.fileKey() == null || one.fileKey().equals(other.fileKey()) && one.creationTime().equals(other.creationTime());
    }

    /** The ignore rules in force at the root. */
    IgnoreLevel top(Repository repository, Folder root) {
        return rules(repository).top(root);
    }

    /** Whether an entry that is gone may have been served, be it a file or a directory: no secret, and not ignored as both. */
    boolean admitsGone(IgnoreLevel level, String name) {
        return AskedPath.servable(name) && !secrets.refuses(level.directory(), name, false) && !secrets.refuses(level.directory(), name, true)
                && !(level.ignores(name, false) && level.ignores(name, true));
    }

    /** The files outside of a repository that say what is ignored in it, and git's configuration of it; they need not exist. */
    Set<Path> decidingIn(Repository repository) {
        return userIgnore.decidingIn(repository);
    }

    /** The ignore rules in force in a directory below another. */
    IgnoreLevel enter(Repository repository, IgnoreLevel level, String name, Folder folder) {
        return rules(repository).enter(level, name, folder);
    }

    private IgnoreRules rules(Repository repository) {
        return rules.computeIfAbsent(repository, r -> new IgnoreRules(r, userIgnore));
    }

    private static List<String> realSegments(Repository repository, List<String> segments) throws IOException {
        var root = repository.root();
        var real = root.toRealPath();
        for (var segment : segments) {
            // each step must stay inside: a link that leaves and a name that leads back would tell what lies outside
            real = real.resolve(segment).toRealPath();
            if (!real.startsWith(root)) {
                throw new IOException("outside");
            }
        }
        var names = new ArrayList<String>();
        if (!real.equals(root)) {
            root.relativize(real).forEach(name -> names.add(name.toString()));
        }
        return names;
    }

    /** Judges a path that goes through a link by its own names: a rule for the link's name holds too. Opens nothing but ignore files. */
    private boolean admitsAsAsked(Repository repository, List<String> segments) throws IOException {
        var open = new ArrayList<Folder>();
        try {
            open.add(Folder.open(repository.root()));
            var level = rules(repository).top(open.getFirst());
            boolean beyondLink = false;
            for (int i = 0; i < segments.size(); i++) {
                var name = segments.get(i);
                boolean last = i == segments.size() - 1;
                boolean link = !beyondLink && open.getLast().attributes(name).isSymbolicLink();
                // git takes a link for a file; below one it knows nothing, so that only the names can be judged
                if (!admits(level, name, !link && !last) || link && secrets.refuses(level.directory(), name, true)) {
                    return false;
                }
                beyondLink |= link;
                if (beyondLink) {
                    level = new IgnoreLevel(AskedPath.join(level.directory(), name), level.lists(), level.above(), level.below());
                } else if (!last) {
                    open.add(open.getLast().folder(name));
                    level = enter(repository, level, name, open.getLast());
                }
            }
            return true;
        } finally {
            open.reversed().forEach(Folder::close);
        }
    }

    private Passage descend(Repository repository, List<String> segments) throws IOException {
        var folder = Folder.open(repository.root());
        boolean keep = false;
        try {
            var level = rules(repository).top(folder);
            for (int i = 0; i < segments.size(); i++) {
                var name = segments.get(i);
                var attributes = folder.attributes(name);
                if (!attributes.isDirectory()) {
                    if (i < segments.size() - 1) {
                        return Passage.CLOSED;
                    }
                    return new Passage.OpenedFile(AskedPath.join(level.directory(), name), file(level, folder, name), attributes.size());
                }
                if (!admits(level, name, true)) {
                    return Passage.CLOSED;
                }
                var next = folder.folder(name);
                folder.close();
                folder = next;
                level = enter(repository, level, name, folder);
            }
            keep = true;
            return new Passage.OpenedFolder(folder, level);
        } finally {
            if (!keep) {
                folder.close();
            }
        }
    }
}
