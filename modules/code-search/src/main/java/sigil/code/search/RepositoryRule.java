package sigil.code.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import sigil.code.watch.WatchRule;

/** What of a repository is watched: what the gate admits. Of git's own directory only which branch is checked out, and what it excludes. */
final class RepositoryRule implements WatchRule {

    /** A lock that is older was left behind by a git that died. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final PathGate gate;
    private final Repository repository;

    RepositoryRule(PathGate gate, Repository repository) {
        this.gate = gate;
        this.repository = repository;
    }

    @Override
    public boolean enters(String directory) {
        return switch (gate.open(repository, directory)) {
            case Passage.OpenedFolder opened -> {
                opened.folder().close();
                yield opened.level().directory().equals(directory);
            }
            case Passage.OpenedFile file -> {
                try {
                    file.channel().close();
                } catch (IOException e) {
                    // opened for reading only: nothing is lost
                }
                yield false;
            }
            case Passage.Closed() -> false;
        };
    }

    @Override
    public boolean decides(String name) {
        return name.equals(".gitignore");
    }

    @Override
    public Set<Path> decidesFromOutside() {
        var files = new HashSet<>(gate.decidingIn(repository));
        GitDirectory.of(repository.root()).ifPresent(git -> files.add(git.common().resolve("info").resolve("exclude")));
        return files;
    }

    @Override
    public Set<Path> signs() {
        var files = new HashSet<Path>();
        GitDirectory.of(repository.root()).ifPresent(git -> files.add(git.own().resolve("HEAD")));
        return files;
    }

    /** Git holds it while it changes the files of a checkout. */
    @Override
    public boolean storm() {
        return GitDirectory.of(repository.root()).filter(git -> fresh(git.own().resolve("index.lock"))).isPresent();
    }

    private static boolean fresh(Path lock) {
        try {
            return Files.getLastModifiedTime(lock).toInstant().isAfter(Instant.now().minus(FRESH));
        } catch (IOException e) {
            return false;
        }
    }
}
