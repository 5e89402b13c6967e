package sigil.code.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of another source, those that are meant most likely first: what defines the name that is looked for, in all repositories; then, one
 * repository after the other, files that bear it, others, tests, and what programs wrote. Each comes once, in path order among its like.
 *
 * <p>Nothing is read for it. Whose name fits is found among the first thousand that are offered, so that the first page need not wait for a walk
 * through everything. For one search.
 */
final class RankedSource implements FileSource {

    private static final int WINDOW = 1_000;
    private static final int SHORTEST = 3;
    /** A name may be asked for with what is around it: {@code new HttpRouting(}. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

    private final FileSource files;
    private final Definers definers;
    private final String name;
    private final String wanted;
    private final int window;
    private final SearchQuery query;
    private final Map<Repository, Set<String>> defining = new HashMap<>();

    /**
     * A source.
     *
     * @param files    that are ranked
     * @param definers tells what defines a name
     * @param query    what is looked for
     * @param window   whether the names of a thousand files cost nothing beside reading one
     */
    RankedSource(FileSource files, Definers definers, SearchQuery query, boolean window) {
        this.files = files;
        this.definers = definers;
        this.query = query;
        this.name = !query.regex() && NAME.matcher(query.text()).matches() ? query.text() : "";
        this.wanted = name.length() >= SHORTEST ? name.toLowerCase(Locale.ROOT) : "";
        // without a name all are alike
        this.window = window && !wanted.isEmpty() ? WINDOW : 0;
    }

    @Override
    public int passes() {
        return 2;
    }

    @Override
    public void offer(Repository repository, int pass, Taker taker) {
        if (pass == 0) {
            var first = name.isEmpty() ? List.<String>of() : definers.of(repository.name(), name);
            for (var path : first) {
                var seen = defining.computeIfAbsent(repository, key -> new LinkedHashSet<>());
                if (taker.goOn() && wanted(path) && seen.add(path)) {
                    taker.take(new Entry(path, Entry.Kind.FILE, 0));
                }
            }
            return;
        }
        var rest = new Rest(defining.getOrDefault(repository, Set.of()), taker);
        files.offer(repository, 0, rest);
        rest.end();
    }

    private boolean wanted(String path) {
        return query.paths().accepts(path) && (query.includeHidden() || !path.startsWith(".") && !path.contains("/."));
    }

    @Override
    public FolderCursor cursor(Repository repository) throws IOException {
        return files.cursor(repository);
    }

    @Override
    public int arrangement() {
        return Objects.hash(window, defining) | 1;
    }

    /** Takes what was not offered yet. */
    private final class Rest implements Taker {
        private final Set<String> before;
        private final Taker taker;
        private final List<Entry> named = new ArrayList<>();
        private final List<Entry> ordinary = new ArrayList<>();
        private final List<Entry> tests = new ArrayList<>();
        private final List<Entry> generated = new ArrayList<>();
        private FileRank.Place place = FileRank.Place.of("");
        private int left = window;

        Rest(Set<String> before, Taker taker) {
            this.before = before;
            this.taker = taker;
        }

        @Override
        public boolean take(Entry file) {
            if (before.contains(file.path())) {
                return taker.goOn();
            }
            var rank = rank(file.path());
            if (left == 0 && (rank == FileRank.NAMED || rank == FileRank.ORDINARY)) {
                return taker.take(file);
            }
            (switch (rank) {
                case NAMED -> named;
                case ORDINARY -> ordinary;
                case TEST -> tests;
                case GENERATED -> generated;
            }).add(file);
            if (left > 0 && --left == 0) {
                give(named);
                give(ordinary);
            }
            return taker.goOn();
        }

        private FileRank rank(String path) {
            var directory = FileRank.directory(path);
            if (!directory.equals(place.path())) {
                place = FileRank.Place.of(directory);
            }
            return FileRank.of(place, path, wanted);
        }

        @Override
        public void pass(int text, int binary, int tooLarge) {
            taker.pass(text, binary, tooLarge);
        }

        @Override
        public void leave(int directories) {
            taker.leave(directories);
        }

        @Override
        public boolean goOn() {
            return taker.goOn();
        }

        void end() {
            give(named);
            give(ordinary);
            give(tests);
            give(generated);
        }

        private void give(List<Entry> entries) {
            for (var entry : entries) {
                if (!taker.goOn()) {
                    return;
                }
                taker.take(entry);
            }
            entries.clear();
        }
    }
}
