package sigil.code.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
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
        this.window = window ? WINDOW : 0;
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
        private final List<Entry> first = new ArrayList<>();
        private final List<Entry> tests = new ArrayList<>();
        private final List<Entry> generated = new ArrayList<>();
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
            switch (FileRank.of(file.path(), wanted)) {
                case TEST -> tests.add(file);
                case GENERATED -> generated.add(file);
                case NAMED, ORDINARY -> {
                    if (left == 0) {
                        return taker.take(file);
                    }
                    first.add(file);
                }
            }
            if (left > 0 && --left == 0) {
                give(first);
            }
            return taker.goOn();
        }

        @Override
        public void pass(int text, int binary, int tooLarge) {
            taker.pass(text, binary, tooLarge);
        }

        @Override
        public boolean goOn() {
            return taker.goOn();
        }

        void end() {
            give(first);
            give(tests);
            give(generated);
        }

        private void give(List<Entry> entries) {
            entries.sort(Comparator.comparing(entry -> FileRank.of(entry.path(), wanted)));
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
