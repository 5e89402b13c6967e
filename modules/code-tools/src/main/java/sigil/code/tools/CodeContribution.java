package sigil.code.tools;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
 * @param changes      whom to tell when there are others
 * @param news         what tells clients of changes in them; empty where nothing is watched
 * @param indexFacts   what is known of their index
 * @param symbols      says what tells the symbols
 * @param beginning    begins what goes on in the background of a server
 * @param end          ends what goes on in the background
 */
record CodeContribution(String instructions, List<ToolBinding> tools, List<PromptBinding> prompts, ResourceSource source,
                        Repositories repositories, Changes changes, Optional<ResourceNews> news, IndexFacts indexFacts, Supplier<String> symbols,
                        Runnable beginning, Runnable end) implements Contribution {

    @Override
    public String name() {
        return "repositories";
    }

    @Override
    public Optional<ResourceSource> resources() {
        return Optional.of(source);
    }

    /** The documents of a repository come and go with it. */
    @Override
    public List<Changes.Kind> changing() {
        return news.isPresent() ? List.of(Changes.Kind.RESOURCES, Changes.Kind.RESOURCE_CONTENTS) : List.of(Changes.Kind.RESOURCES);
    }

    @Override
    public List<String> remarks() {
        return List.of("Symbols: " + symbols.get() + ".");
    }

    @Override
    public void reconfigure(JsonObject configuration) {
        if (repositories.replace(ConfiguredRepositories.of(configuration))) {
            changes.resourcesChanged();
        }
    }

    @Override
    public void begin() {
        news.ifPresent(ResourceNews::begin);
        beginning.run();
    }

    @Override
    public JsonObject facts() {
        return indexFacts.known(repositories.all());
    }

    @Override
    public void close() {
        news.ifPresent(ResourceNews::close);
        end.run();
    }

    @Override
    public boolean ready() {
        return repositories.all().stream().allMatch(Repository::reachable);
    }
}
