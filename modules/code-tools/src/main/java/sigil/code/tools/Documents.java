package sigil.code.tools;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sigil.code.search.Entry;
import sigil.code.search.Repository;
import sigil.code.search.ShallowListing;

/** The documents of a repository that are worth reading first. Two directories are looked at, whatever the size of the repository. */
final class Documents {
    private static final String FOLDER = "docs";
    private static final Set<String> ENDINGS = Set.of("", "md", "markdown", "txt", "rst", "adoc", "asciidoc", "org");

    /** What a document is, as its name tells, in the order of reading. */
    enum Kind {
        README("What %s is and how it is used.", "readme"),
        ARCHITECTURE("How %s is built.", "architecture"),
        CONTRIBUTING("How to work on %s.", "contributing"),
        AGENTS("What an assistant is told that works on %s.", "agents", "claude"),
        CHANGELOG("What changed in %s, and when.", "changelog", "changes"),
        LICENSE("Under what terms %s may be used.", "license", "licence", "copying"),
        PAGE("A page of the documentation of %s.");

        private final String description;
        private final List<String> words;

        Kind(String description, String... words) {
            this.description = description;
            this.words = List.of(words);
        }

        String describe(Repository repository) {
            return description.formatted(repository.name());
        }
    }

    /**
     * A document.
     *
     * @param kind what it is
     * @param path where it is
     */
    record Document(Kind kind, String path) {
    }

    private final ShallowListing listing;

    Documents(ShallowListing listing) {
        this.listing = listing;
    }

    /** In the order of reading, by name among those of a kind. */
    List<Document> of(Repository repository) {
        List<Document> documents = new ArrayList<>();
        files(repository, "").forEach(entry -> kind(entry.name()).ifPresent(kind -> documents.add(new Document(kind, entry.path()))));
        documents.sort(Comparator.comparing(Document::kind));
        files(repository, FOLDER).forEach(entry -> documents.add(new Document(Kind.PAGE, entry.path())));
        return List.copyOf(documents);
    }

    private Stream<Entry> files(Repository repository, String directory) {
        List<Entry> entries = directory.isEmpty()
                ? listing.list(repository, directory, name -> kind(name).isPresent())
                : listing.list(repository, directory, name -> name.toLowerCase(Locale.ROOT).endsWith(".md"));
        return entries.stream().filter(entry -> entry.kind() == Entry.Kind.FILE);
    }

    /** By the beginning of the name, up to what is no letter: README.md, README-de.md, LICENSE-MIT. */
    private static Optional<Kind> kind(String name) {
        int dot = name.lastIndexOf('.');
        if (!ENDINGS.contains(dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        int end = 0;
        while (end < name.length() && Character.isLetter(name.charAt(end))) {
            end++;
        }
        String word = name.substring(0, end).toLowerCase(Locale.ROOT);
        return Stream.of(Kind.values()).filter(kind -> kind.words.contains(word)).findFirst();
    }
}
