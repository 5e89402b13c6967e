package sigil.code.search;

import java.util.List;

/**
 * A repository at a glance.
 *
 * @param name        its name
 * @param description one line for people; empty when there is none
 * @param branch      the branch checked out, the beginning of the commit where none is, empty where there is no git
 * @param files       how many files are served
 * @param bytes       how many bytes they have
 * @param languages   those with most bytes first, at most eight
 */
public record RepositorySummary(String name, String description, String branch, int files, long bytes, List<Language> languages) {

    /** Copies the languages. */
    public RepositorySummary {
        languages = List.copyOf(languages);
    }

    /**
     * A language, told by file endings.
     *
     * @param name  its name
     * @param files how many files are in it
     * @param bytes how many bytes they have
     */
    public record Language(String name, int files, long bytes) {
    }
}
