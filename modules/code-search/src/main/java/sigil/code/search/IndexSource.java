package sigil.code.search;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import sigil.code.index.FileCounts;
import sigil.code.index.FileKind;
import sigil.code.index.IndexSnapshot;
import sigil.code.index.IndexedFile;
import sigil.code.index.TrigramQuery;

/**
 * The files that may match as the index knows, and those of which it does not know enough. Whether they are served is judged when they are
 * opened.
 */
final class IndexSource implements FileSource {

    /** With more paths to look at, walking is simpler. */
    private static final int MOST_DIRTY = 500;

    private final Indexer indexer;
    private final PathGate gate;
    private final SearchQuery query;
    private final TrigramQuery trigrams;

    IndexSource(Indexer indexer, PathGate gate, SearchQuery query, TrigramQuery trigrams) {
        this.indexer = indexer;
        this.gate = gate;
        this.query = query;
        this.trigrams = trigrams;
    }

    @Override
    public FolderCursor cursor(Repository repository) throws IOException {
        return new FolderCursor(gate, repository);
    }

    @Override
    public void offer(Repository repository, int pass, Taker taker) {
        var last = new Last(taker);
        try (var view = indexer.view(repository)) {
            if (view.snapshot().isPresent()) {
                var dirty = view.current() ? files(repository, view.dirty()) : Optional.<List<String>>empty();
                if (dirty.isPresent()) {
                    fromIndex(repository.name(), view.snapshot().get(), dirty.get(), last);
                } else {
                    besideTheIndex(repository, view.snapshot().get(), last);
                }
                return;
            }
        } catch (Interruptible.Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            // the index is damaged in a way that shows only now: the files are there
        }
        walk(repository, last);
    }

    /** What was offered last, so that a second way can go on where the first one ended. */
    private static final class Last implements Taker {
        private final Taker taker;
        private String path = "";

        Last(Taker taker) {
            this.taker = taker;
        }

        @Override
        public boolean take(Entry file) {
            path = file.path();
            return taker.take(file);
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
    }

    private void walk(Repository repository, Last last) {
        var after = last.path;
        new Walk(gate, repository, query.includeHidden(), Integer.MAX_VALUE, new Walk.Visitor() {
            @Override
            public boolean visit(Entry entry) {
                return entry.kind() == Entry.Kind.FILE && wanted(entry.path())
                        && (after.isEmpty() || CodePointOrder.PATHS.compare(entry.path(), after) > 0) ? last.take(entry) : last.goOn();
            }

            @Override
            public void leave(String directory) {
                last.leave(1);
            }
        }).wholeRepository();
    }

    private boolean wanted(String path) {
        return query.paths().accepts(path) && (query.includeHidden() || !path.startsWith(".") && !path.contains("/."));
    }

    /** The paths to look at that are files; empty if there is more to look at than files. */
    private Optional<List<String>> files(Repository repository, List<String> dirty) {
        if (dirty.size() > MOST_DIRTY) {
            return Optional.empty();
        }
        var files = new ArrayList<String>();
        try (var cursor = dirty.isEmpty() ? null : cursor(repository)) {
            for (var path : dirty) {
                if (path.equals(".gitignore") || path.endsWith("/.gitignore")) {
                    return Optional.empty();
                }
                try {
                    var attributes = cursor.attributes(path);
                    if (attributes.isDirectory()) {
                        return Optional.empty();
                    }
                    files.add(path);
                } catch (IOException e) {
                    // nothing there to look at; what cannot be read is said when it is opened
                    files.add(path);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(files);
    }

    /** The index knows everything but some files. */
    private void fromIndex(String repository, IndexSnapshot snapshot, List<String> dirty, Taker taker) {
        var candidates = snapshot.candidates(trigrams, repository);
        var extra = dirty.iterator();
        var candidate = next(candidates);
        var further = next(extra);
        int offered = 0;
        while (taker.goOn() && (candidate.isPresent() || further.isPresent())) {
            int order = candidate.isEmpty() ? 1 : further.isEmpty() ? -1 : CodePointOrder.PATHS.compare(candidate.get(), further.get());
            var path = order <= 0 ? candidate.get() : further.get();
            if (wanted(path)) {
                offered += order < 0 ? 1 : 0;
                taker.take(new Entry(path, Entry.Kind.FILE, 0));
            }
            candidate = order <= 0 ? next(candidates) : candidate;
            further = order >= 0 ? next(extra) : further;
        }
        if (taker.goOn()) {
            taker.leave(indexer.notEntered(repository));
            count(repository, snapshot, offered, dirty.stream().filter(this::wanted).toList(), taker);
        }
    }

    private static <T> Optional<T> next(Iterator<T> iterator) {
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }

    /** Counts what the index knows and was not offered: neither as candidates nor because it is to be looked at. */
    private void count(String repository, IndexSnapshot snapshot, int candidates, List<String> dirty, Taker taker) {
        var looked = snapshot.counts(repository, dirty);
        var known = query.paths().isAny() && query.includeHidden() ? snapshot.counts(repository) : wanted(repository, snapshot);
        taker.pass(Math.max(0, known.text() - candidates - looked.text()), known.binary() - looked.binary(), known.tooLarge() - looked.tooLarge());
    }

    private FileCounts wanted(String repository, IndexSnapshot snapshot) {
        var kinds = new int[FileKind.values().length];
        snapshot.all(repository).forEachRemaining(file -> kinds[file.kind().ordinal()] += wanted(file.path()) ? 1 : 0);
        return new FileCounts(kinds[FileKind.TEXT.ordinal()] + kinds[FileKind.MINIFIED.ordinal()], kinds[FileKind.BINARY.ordinal()],
                kinds[FileKind.TOO_LARGE.ordinal()]);
    }

    /** Nobody says what changed: every file is met, and those that are as the index knows them are read only if they may match. */
    private void besideTheIndex(Repository repository, IndexSnapshot snapshot, Taker taker) {
        var visitor = new Beside(snapshot.all(repository.name()), snapshot.candidates(trigrams, repository.name()), taker);
        new Walk(gate, repository, query.includeHidden(), Integer.MAX_VALUE, visitor).wholeRepository();
    }

    /** Goes through the index beside a walk. */
    private final class Beside implements Walk.Visitor {
        private final Iterator<IndexedFile> known;
        private final Iterator<String> candidates;
        private final Taker taker;
        private Optional<IndexedFile> file;
        private Optional<String> candidate;

        Beside(Iterator<IndexedFile> known, Iterator<String> candidates, Taker taker) {
            this.known = known;
            this.candidates = candidates;
            this.taker = taker;
            this.file = next(known);
            this.candidate = next(candidates);
        }

        @Override
        public boolean visit(Entry entry) {
            return taker.goOn();
        }

        @Override
        public void leave(String directory) {
            taker.leave(1);
        }

        @Override
        public boolean visitFile(Entry entry, BasicFileAttributes attributes) {
            if (!wanted(entry.path())) {
                return taker.goOn();
            }
            while (file.isPresent() && CodePointOrder.PATHS.compare(file.get().path(), entry.path()) < 0) {
                file = next(known);
            }
            while (candidate.isPresent() && CodePointOrder.PATHS.compare(candidate.get(), entry.path()) < 0) {
                candidate = next(candidates);
            }
            boolean as = file.isPresent() && file.get().path().equals(entry.path())
                    && Stamps.current(file.get(), Stamps.of(attributes), indexer.largestFile());
            if (!as || candidate.isPresent() && candidate.get().equals(entry.path())) {
                return taker.take(entry);
            }
            var kind = file.get().kind();
            taker.pass(kind.isText() ? 1 : 0, kind == FileKind.BINARY ? 1 : 0, kind == FileKind.TOO_LARGE ? 1 : 0);
            return taker.goOn();
        }
    }
}
