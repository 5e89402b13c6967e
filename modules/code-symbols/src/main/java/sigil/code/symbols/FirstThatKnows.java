package sigil.code.symbols;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Several sources: each language is served by the first that knows it, and by that alone.
 *
 * @param sources in order
 */
record FirstThatKnows(List<OutlineSource> sources) implements OutlineSource {

    FirstThatKnows {
        sources = List.copyOf(sources);
    }

    @Override
    public boolean knows(String language) {
        return sources.stream().anyMatch(source -> source.knows(language));
    }

    @Override
    public Optional<Outline> outline(String language, String text, BooleanSupplier stop) {
        return sources.stream().filter(source -> source.knows(language)).findFirst().flatMap(source -> source.outline(language, text, stop));
    }

    @Override
    public String said() {
        return sources.stream().map(OutlineSource::said).collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        sources.forEach(OutlineSource::close);
    }
}
