package sigil.code.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sigil.code.search.ReadOutcome;
import sigil.code.search.Refused;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.code.search.TextEncoding;
import sigil.code.search.WholeFile;
import sigil.code.search.WholeReading;
import sigil.mcp.core.BlobResourceContents;
import sigil.mcp.core.Call;
import sigil.mcp.core.Completion;
import sigil.mcp.core.CompletionRequest;
import sigil.mcp.core.Resource;
import sigil.mcp.core.ResourceContents;
import sigil.mcp.core.ResourceNotFoundException;
import sigil.mcp.core.ResourceSource;
import sigil.mcp.core.ResourceTemplate;
import sigil.mcp.core.TextResourceContents;
import sigil.mcp.core.ToolException;

/** What is in the repositories, as resources: every file that the tools would read, and every directory. */
final class CodeResources implements ResourceSource {
    /** Of one repository, its root included: clients fetch the whole list when they start. */
    static final int MOST_LISTED = 50;

    private static final List<ResourceTemplate> TEMPLATES = List.of(new ResourceTemplate("repo://{repository}/{+path}", "file",
            "File of a repository", "A file as it is now; with a slash at the end of the path, a directory and what it holds.", ""));

    private final Repositories repositories;
    private final Documents documents;
    private final DirectoryText directories;
    private final WholeReading reading;
    private final Completions completions;

    CodeResources(Repositories repositories, Documents documents, DirectoryText directories, WholeReading reading, Completions completions) {
        this.repositories = repositories;
        this.documents = documents;
        this.directories = directories;
        this.reading = reading;
        this.completions = completions;
    }

    @Override
    public List<Resource> list() {
        List<Resource> resources = new ArrayList<>();
        for (Repository repository : repositories.all()) {
            resources.add(root(repository));
            documents.of(repository).stream().limit(MOST_LISTED - 1).map(document -> resource(repository, document)).forEach(resources::add);
        }
        return resources;
    }

    private static Resource root(Repository repository) {
        String description = repository.description().isEmpty() ? "What there is in " + repository.name() + ": its branch, size, languages and"
                + " top level." : repository.description();
        return new Resource(RepositoryUri.ofDirectory(repository.name(), "").toString(), repository.name(), repository.name(), description,
                MediaTypes.PLAIN);
    }

    private static Resource resource(Repository repository, Documents.Document document) {
        return new Resource(RepositoryUri.ofFile(repository.name(), document.path()).toString(), repository.name() + "/" + document.path(),
                repository.name() + ": " + Shown.inline(document.path()), document.kind().describe(repository),
                MediaTypes.ofText(document.path()));
    }

    @Override
    public List<ResourceTemplate> templates() {
        return TEMPLATES;
    }

    @Override
    public boolean owns(String uri) {
        return RepositoryUri.owns(uri);
    }

    /**
     * The URI as its contents bear it: percent-encoding as RFC 3986 section 6.2.2.2 has it, where what delimits nothing in this scheme needs none,
     * and the name of the repository as it is configured. What names no file here is left as it is.
     */
    @Override
    public String canonical(String uri) {
        return RepositoryUri.parse(uri)
                .flatMap(asked -> repository(asked.repository()).map(repository -> asked.of(repository.name())))
                .map(RepositoryUri::toString)
                .orElse(uri);
    }

    @Override
    public Optional<String> linked(String link) {
        return Optional.of(RepositoryUri.SCHEME + link);
    }

    @Override
    public List<ResourceContents> read(String uri, Call call) {
        return RepositoryUri.parse(uri)
                .flatMap(asked -> repository(asked.repository()).flatMap(repository -> read(repository, asked)))
                .map(List::of)
                .orElseThrow(() -> new ResourceNotFoundException(uri));
    }

    /** By its exact name; a client that writes the authority of a URI in small letters, as RFC 3986 section 6.2.2.1 has it, is understood. */
    private Optional<Repository> repository(String name) {
        return repositories.find(name).or(() -> {
            List<Repository> alike = repositories.all().stream().filter(repository -> repository.name().equalsIgnoreCase(name)).toList();
            return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
        });
    }

    private Optional<ResourceContents> read(Repository repository, RepositoryUri asked) {
        if (asked.directory()) {
            return directory(repository, asked.path());
        }
        return switch (reading.read(repository, asked.path())) {
            case WholeFile file -> Optional.of(contents(RepositoryUri.ofFile(repository.name(), asked.path()).toString(), asked.path(), file));
            case ReadOutcome.IsDirectory directory -> directory(repository, asked.path());
            case ReadOutcome.TooLarge large -> throw new ToolException("\"" + Shown.inline(large.path()) + "\" is "
                    + Shown.size(large.sizeBytes()) + ", more than the " + Shown.size(large.limitBytes())
                    + " of a resource. If it is text, read a range of its lines with the tool read_repo_file.");
            case Refused refused -> Optional.empty();
        };
    }

    private Optional<ResourceContents> directory(Repository repository, String path) {
        return directories.of(repository, path).map(text -> new TextResourceContents(
                RepositoryUri.ofDirectory(repository.name(), path).toString(), MediaTypes.PLAIN, text));
    }

    /** What is in the file decides whether it is text: a picture that is not there yet may be a few words on where it is. */
    private static ResourceContents contents(String uri, String path, WholeFile file) {
        return file.binary() || file.encoding() == TextEncoding.WINDOWS_1252 && MediaTypes.saysBinary(path)
                ? new BlobResourceContents(uri, MediaTypes.ofBinary(path), file.base64())
                : new TextResourceContents(uri, MediaTypes.ofText(path), file.text());
    }

    @Override
    public Completion complete(String uriTemplate, CompletionRequest request) {
        return completions.of(request);
    }
}
