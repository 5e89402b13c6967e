package sigil.code.tools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.code.search.RepositorySummaries;
import sigil.mcp.core.ContentBlock;
import sigil.mcp.core.EmbeddedResource;
import sigil.mcp.core.GetPromptResult;
import sigil.mcp.core.PromptBinding;
import sigil.mcp.core.PromptMessage;
import sigil.mcp.core.Role;
import sigil.mcp.core.TextContent;
import sigil.mcp.core.TextResourceContents;
import sigil.mcp.core.ToolException;

/** The prompts: each begins with facts from the repository and ends with a task, which says with which tools to find out more. */
final class CodePrompts {
    private static final String ANY_FAULT = "wrong results, cases at the edges, failures that are swallowed, races, resources left open and"
            + " input that is trusted";

    private final Repositories repositories;
    private final RepositorySummaries summaries;
    private final DirectoryText directories;
    private final Documents documents;
    private final Excerpts excerpts;

    CodePrompts(Repositories repositories, RepositorySummaries summaries, DirectoryText directories, Documents documents, Excerpts excerpts) {
        this.repositories = repositories;
        this.summaries = summaries;
        this.directories = directories;
        this.documents = documents;
        this.excerpts = excerpts;
    }

    /** The definitions with what fills them in. */
    List<PromptBinding> bindings(Completions completions) {
        PromptDefinitions definitions = PromptDefinitions.read();
        Map<String, Filler> fillers = Map.of(
                "explain_repository", arguments -> aboutRepository(arguments, Documents.Kind.README, Documents.Kind.ARCHITECTURE),
                "onboarding_guide", arguments -> aboutRepository(arguments, Documents.Kind.README, Documents.Kind.ARCHITECTURE,
                        Documents.Kind.CONTRIBUTING, Documents.Kind.AGENTS),
                "explain_code", this::aboutFile,
                "review_file", this::aboutFile,
                "find_where", this::aboutQuestion);
        return definitions.all().stream().map(definition -> new PromptBinding(definition.prompt(),
                (arguments, call) -> result(definitions, definition, fillers.get(definition.prompt().name()).fill(arguments)),
                completions::of)).toList();
    }

    /** Finds the facts of a prompt. */
    private interface Filler {
        Filled fill(Map<String, String> arguments);
    }

    /** The facts, what is to be said of them, and the words of the task. */
    private record Filled(List<ContentBlock> facts, List<String> notes, Map<String, String> words) {
    }

    private static GetPromptResult result(PromptDefinitions definitions, PromptDefinitions.Definition definition, Filled filled) {
        String notes = Stream.concat(Stream.of(definitions.beforeAll()), filled.notes().stream())
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining(" "));
        String task = notes + "\n\n" + PromptDefinitions.fill(definition.task(), filled.words());
        List<PromptMessage> messages = Stream.concat(filled.facts().stream(), Stream.of(new TextContent(task)))
                .map(content -> new PromptMessage(Role.USER, content))
                .toList();
        return new GetPromptResult(PromptDefinitions.fill(definition.result(), filled.words()), messages);
    }

    private Filled aboutRepository(Map<String, String> arguments, Documents.Kind... kinds) {
        Repository repository = repository(arguments);
        List<ContentBlock> facts = new ArrayList<>(List.of(summary(repository)));
        List<String> notes = new ArrayList<>();
        List<Documents.Document> all = documents.of(repository);
        for (Documents.Kind kind : kinds) {
            all.stream().filter(document -> document.kind() == kind).findFirst()
                    .flatMap(document -> excerpts.ofDocument(repository, document.path()))
                    .ifPresent(excerpt -> {
                        facts.add(excerpt.resource());
                        notes.add(excerpt.note());
                    });
        }
        return new Filled(facts, notes, Map.of("repository", repository.name()));
    }

    private Filled aboutFile(Map<String, String> arguments) {
        Repository repository = repository(arguments);
        LineRange lines = LineRange.parse(arguments.getOrDefault("lines", ""));
        Excerpt excerpt = excerpts.ofFile(repository, arguments.get("path"), lines);
        String path = Shown.inline(excerpt.path());
        Map<String, String> words = new HashMap<>();
        words.put("repository", repository.name());
        words.put("path", path);
        words.put("what", lines.all() ? path : "the lines " + lines.first() + " to " + lines.last() + " of " + path);
        words.put("focus", given(arguments, "focus", ANY_FAULT));
        return new Filled(List.of(excerpt.resource()), List.of(excerpt.note()), words);
    }

    private Filled aboutQuestion(Map<String, String> arguments) {
        String question = given(arguments, "question", "");
        if (question.isEmpty()) {
            throw new ToolException("question: it is empty. Say what you look for, such as: where are tokens checked?");
        }
        if (given(arguments, "repository", "").isEmpty()) {
            String lines = repositories.all().stream().map(repository -> Lines.of(summaries.of(repository))).collect(Collectors.joining("\n"));
            return new Filled(List.of(new TextContent(lines)), List.of(), Map.of("question", question, "where", "the repositories"));
        }
        Repository repository = repository(arguments);
        return new Filled(List.of(summary(repository)), List.of(),
                Map.of("question", question, "where", "the repository " + repository.name()));
    }

    private Repository repository(Map<String, String> arguments) {
        return new RepositoryArgument(repositories).named(arguments.get("repository"));
    }

    private ContentBlock summary(Repository repository) {
        String text = directories.of(repository, "").orElseThrow(() -> new ToolException("repository: " + repository.name()
                + " cannot be read at the moment. Try again later, or choose another."));
        return new EmbeddedResource(new TextResourceContents(RepositoryUri.ofDirectory(repository.name(), "").toString(), MediaTypes.PLAIN, text));
    }

    /** An argument that may be left out; clients send an empty text for a field that was not filled in. */
    private static String given(Map<String, String> arguments, String name, String otherwise) {
        String value = arguments.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }
}
