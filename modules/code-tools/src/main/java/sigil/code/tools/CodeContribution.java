package sigil.code.tools;

import java.util.List;
import java.util.Optional;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.PromptBinding;
import sigil.mcp.core.ResourceSource;
import sigil.mcp.core.ToolBinding;

/**
 * What the repositories contribute to a server.
 *
 * @param instructions for models
 * @param tools        the code tools
 * @param prompts      the prompts about code
 * @param source       the files, as resources
 * @param repositories what they work on
 * @param news         what tells clients of changes in them; empty where nothing is watched
 */
record CodeContribution(String instructions, List<ToolBinding> tools, List<PromptBinding> prompts, ResourceSource source,
                        Repositories repositories, Optional<ResourceNews> news) implements Contribution {

    @Override
    public String name() {
        return "repositories";
    }

    @Override
    public Optional<ResourceSource> resources() {
        return Optional.of(source);
    }

    @Override
    public List<Changes.Kind> changing() {
        return news.isPresent() ? List.of(Changes.Kind.RESOURCES, Changes.Kind.RESOURCE_CONTENTS) : List.of();
    }

    @Override
    public void begin() {
        news.ifPresent(ResourceNews::begin);
    }

    @Override
    public void end() {
        news.ifPresent(ResourceNews::close);
    }

    @Override
    public boolean ready() {
        return repositories.all().stream().allMatch(Repository::reachable);
    }
}
