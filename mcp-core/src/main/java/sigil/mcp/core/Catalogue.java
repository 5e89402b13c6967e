package sigil.mcp.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that a server offers at one moment.
 *
 * @param server    what it says of itself
 * @param tools     its tools
 * @param prompts   its prompts
 * @param resources its resources
 * @param changing  what of these may change
 */
record Catalogue(ServerInfo server, ToolRegistry tools, PromptRegistry prompts, ResourceRegistry resources, Set<Changes.Kind> changing) {

    static Catalogue of(Implementation implementation, SecuritySchemes security, List<Contribution> contributions, Tasks tasks) {
        String instructions = contributions.stream()
                .map(Contribution::instructions)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
        return new Catalogue(new ServerInfo(implementation, instructions, security),
                new ToolRegistry(contributions.stream().flatMap(contribution -> contribution.tools().stream()).toList(), tasks),
                new PromptRegistry(contributions.stream().flatMap(contribution -> contribution.prompts().stream()).toList()),
                new ResourceRegistry(contributions.stream().map(Contribution::resources).flatMap(Optional::stream).toList()),
                contributions.stream().flatMap(contribution -> contribution.changing().stream()).collect(Collectors.toUnmodifiableSet()));
    }

    boolean changes(Changes.Kind kind) {
        return changing.contains(kind);
    }

    /** Whether there are tools, or may be some day: a client that asks what it can do here asks once. */
    boolean hasTools() {
        return !tools.tools().isEmpty() || changes(Changes.Kind.TOOLS);
    }

    /** Whether there are prompts, or may be some day. */
    boolean hasPrompts() {
        return !prompts.isEmpty() || changes(Changes.Kind.PROMPTS);
    }

    /** Whether there are resources; a source may be empty at the moment. */
    boolean hasResources() {
        return !resources.isEmpty();
    }

    /** Whether any call may become a task. */
    boolean hasTasks() {
        return tools.tools().stream().anyMatch(tool -> tool.taskSupport() != TaskSupport.FORBIDDEN);
    }
}
