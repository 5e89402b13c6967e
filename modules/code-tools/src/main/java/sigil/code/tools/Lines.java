package sigil.code.tools;

import java.util.List;
import sigil.code.search.Entry;
import sigil.code.search.RepositorySummary;

/** Repositories and files for reading, one to a line. */
final class Lines {
    private static final int MOST_LANGUAGES = 5;

    private Lines() {
    }

    static String of(RepositorySummary summary) {
        StringBuilder line = new StringBuilder(summary.name());
        if (!summary.branch().isEmpty()) {
            line.append(" · branch ").append(Shown.inline(summary.branch()));
        }
        line.append(" · ").append(Shown.count(summary.files(), "file"));
        if (!summary.languages().isEmpty()) {
            line.append(" · ").append(String.join(", ", languages(summary)));
        }
        if (!summary.description().isEmpty()) {
            line.append(" · ").append(summary.description());
        }
        return line.toString();
    }

    /** Those with most bytes. */
    static List<String> languages(RepositorySummary summary) {
        return summary.languages().stream().limit(MOST_LANGUAGES).map(RepositorySummary.Language::name).toList();
    }

    static String of(Entry entry) {
        return Shown.inline(entry.path()) + switch (entry.kind()) {
            case DIRECTORY -> "/";
            case LINK -> "  (link)";
            case FILE -> "  " + Shown.size(entry.size());
        };
    }
}
