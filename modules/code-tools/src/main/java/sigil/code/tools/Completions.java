package sigil.code.tools;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sigil.code.search.Entry;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.code.search.ShallowListing;
import sigil.mcp.core.Completion;
import sigil.mcp.core.CompletionRequest;

/** Proposes names of repositories and paths in them, for prompts and templates alike. */
final class Completions {
    static final String REPOSITORY = "repository";
    static final String PATH = "path";

    private final Repositories repositories;
    private final ShallowListing listing;

    Completions(Repositories repositories, ShallowListing listing) {
        this.repositories = repositories;
        this.listing = listing;
    }

    Completion of(CompletionRequest request) {
        return switch (request.argument()) {
            case REPOSITORY -> Completion.of(repositories.names().stream().filter(name -> begins(name, request.value())).toList());
            case PATH -> repository(request).map(repository -> paths(repository, request.value())).orElse(Completion.NONE);
            default -> Completion.NONE;
        };
    }

    /** The one that was chosen before; where there is but one, a client need not say it, and clients before 2025-06-18 cannot. */
    private Optional<Repository> repository(CompletionRequest request) {
        String name = request.arguments().get(REPOSITORY);
        List<Repository> all = repositories.all();
        return name != null ? repositories.find(name) : all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    /** Directories first, with a slash, so that a client can go on from one. Names with a dot in front come to who types the dot. */
    private Completion paths(Repository repository, String typed) {
        int slash = typed.lastIndexOf('/');
        String directory = typed.substring(0, Math.max(slash, 0));
        String beginning = typed.substring(slash + 1);
        if (slash >= 0 && !Stream.of(directory.split("/", -1)).allMatch(RepositoryUri::isName)) {
            return Completion.NONE;
        }
        List<Entry> entries = listing.list(repository, directory,
                name -> begins(name, beginning) && (beginning.startsWith(".") || !name.startsWith(".")));
        return Completion.of(Stream.concat(
                entries.stream().filter(entry -> entry.kind() == Entry.Kind.DIRECTORY).map(entry -> entry.path() + '/'),
                entries.stream().filter(entry -> entry.kind() == Entry.Kind.FILE).map(Entry::path)).toList());
    }

    private static boolean begins(String name, String beginning) {
        return name.regionMatches(true, 0, beginning, 0, beginning.length());
    }
}
