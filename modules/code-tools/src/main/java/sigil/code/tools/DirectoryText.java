package sigil.code.tools;

import java.util.Optional;
import sigil.code.search.Entry;
import sigil.code.search.FileListing;
import sigil.code.search.ListOutcome;
import sigil.code.search.ListQuery;
import sigil.code.search.Repository;
import sigil.code.search.RepositorySummaries;

/** A directory for reading: a line that says what it is, then its entries, hidden ones too, one to a line. */
final class DirectoryText {
    static final int MOST_ENTRIES = 1_000;

    private final RepositorySummaries summaries;
    private final FileListing listing;

    DirectoryText(RepositorySummaries summaries, FileListing listing) {
        this.summaries = summaries;
        this.listing = listing;
    }

    /** The text, or nothing where no such directory is served. The first line of a root sums the repository up. */
    Optional<String> of(Repository repository, String directory) {
        ListQuery query = ListQuery.of(directory).withMaxDepth(1).withHidden(true).withMaxEntries(MOST_ENTRIES);
        return listing.list(repository, query) instanceof ListOutcome.Page page ? Optional.of(text(repository, page)) : Optional.empty();
    }

    private String text(Repository repository, ListOutcome.Page page) {
        boolean root = page.directory().isEmpty();
        StringBuilder text = new StringBuilder(root ? Lines.of(summaries.of(repository))
                : repository.name() + " · " + Shown.inline(page.directory()) + " · " + entries(page));
        for (Entry entry : page.entries()) {
            text.append('\n').append(Lines.of(entry));
        }
        if (page.more()) {
            text.append("\nmore: list_repo_files repo=").append(repository.name());
            text.append(root ? "" : " subdir=" + Shown.inline(page.directory()));
        }
        return text.toString();
    }

    private static String entries(ListOutcome.Page page) {
        int number = page.entries().size();
        return (page.more() ? "the first " : "") + number + (number == 1 ? " entry" : " entries");
    }
}
