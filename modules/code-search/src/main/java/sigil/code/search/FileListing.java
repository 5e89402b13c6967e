package sigil.code.search;

import java.io.IOException;
import java.util.ArrayList;

/** Lists directories of repositories. */
public final class FileListing {

    private final PathGate gate;

    /**
     * A listing behind a gate.
     *
     * @param gate judges every path
     */
    public FileListing(PathGate gate) {
        this.gate = gate;
    }

    /**
     * Lists what is served of a directory.
     *
     * @param repository where
     * @param query      what
     * @return a page, or why there is none
     */
    public ListOutcome list(Repository repository, ListQuery query) {
        return switch (gate.open(repository, query.directory())) {
            case Passage.Closed() -> new Refused(query.directory());
            case Passage.OpenedFile file -> notADirectory(file);
            case Passage.OpenedFolder start -> page(repository, query, start);
        };
    }

    private static ListOutcome notADirectory(Passage.OpenedFile file) {
        try {
            file.channel().close();
        } catch (IOException e) {
            // opened for reading only: nothing is lost
        }
        return new ListOutcome.NotADirectory(file.path());
    }

    private ListOutcome page(Repository repository, ListQuery query, Passage.OpenedFolder start) {
        var page = new Collector(query);
        new Walk(gate, repository, query.includeHidden(), query.maxDepth(), page).from(start);
        return new ListOutcome.Page(start.level().directory(), page.entries, page.more, query.offset() + page.entries.size());
    }

    private static final class Collector implements Walk.Visitor {
        private final ListQuery query;
        private final ArrayList<Entry> entries = new ArrayList<>();
        private int toSkip;
        private boolean more;

        Collector(ListQuery query) {
            this.query = query;
            this.toSkip = query.offset();
        }

        @Override
        public boolean visit(Entry entry) {
            if (!query.filter().isAny() && (entry.kind() == Entry.Kind.DIRECTORY || !query.filter().accepts(entry.path()))
                    || !query.after().isEmpty() && CodePointOrder.PATHS.compare(entry.path(), query.after()) <= 0) {
                return true;
            }
            if (toSkip > 0) {
                toSkip--;
                return true;
            }
            if (entries.size() == query.maxEntries()) {
                more = true;
                return false;
            }
            entries.add(entry);
            return true;
        }
    }
}
