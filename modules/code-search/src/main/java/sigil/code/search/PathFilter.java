package sigil.code.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Chooses files by path. Globs are joined by commas; one that begins with {@code !} excludes. A path is chosen if a glob matches it (or
 * all globs exclude) and no excluding one does.
 *
 * <p>{@code *} and {@code ?} stop at slashes, {@code **} does not; {@code [a-z]}, {@code [!a-z]}, <code>{a,b}</code> and {@code \} as usual;
 * upper and lower case differ. A glob without {@code /} speaks of any one segment, one with {@code /} of the path from the root; a trailing
 * {@code /} asks for a directory. What matches a directory holds for everything beneath it. Matching takes linear time. Beside its globs a
 * filter may ask for a language.
 */
public final class PathFilter {

    /** Chooses everything. */
    public static final PathFilter ANY = new PathFilter("", List.of(), List.of(), Optional.empty());

    private static final int LONGEST = 1000;

    private final String text;
    private final List<PathGlob> includes;
    private final List<PathGlob> excludes;
    private final Optional<String> language;

    private PathFilter(String text, List<PathGlob> includes, List<PathGlob> excludes, Optional<String> language) {
        this.text = text;
        this.includes = List.copyOf(includes);
        this.excludes = List.copyOf(excludes);
        this.language = language;
    }

    /**
     * Reads a filter.
     *
     * @param text globs joined by commas; blank for everything
     * @return the filter
     * @throws IllegalArgumentException naming the glob, what is wrong with it and what to write instead
     */
    public static PathFilter parse(String text) {
        if (text.isBlank()) {
            return ANY;
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("path filter is longer than " + LONGEST + " characters; use fewer globs");
        }
        var includes = new ArrayList<PathGlob>();
        var excludes = new ArrayList<PathGlob>();
        for (var glob : GlobSyntax.split(text)) {
            boolean exclude = glob.startsWith("!");
            (exclude ? excludes : includes).add(PathGlob.of(exclude ? glob.substring(1) : glob));
        }
        return new PathFilter(text, includes, excludes, Optional.empty());
    }

    /**
     * Chooses of the same files those of one language.
     *
     * @param name as {@link Languages#of} gives it
     * @return the narrower filter
     */
    public PathFilter inLanguage(String name) {
        return new PathFilter(text, includes, excludes, Optional.of(name));
    }

    /**
     * Judges a file's path.
     *
     * @param path repository-relative, with {@code /}
     * @return whether it is chosen
     */
    public boolean accepts(String path) {
        return (language.isEmpty() || Languages.of(path).equals(language))
                && (includes.isEmpty() || includes.stream().anyMatch(p -> p.matches(path)))
                && excludes.stream().noneMatch(p -> p.matches(path));
    }

    /** @return whether everything is chosen */
    public boolean isAny() {
        return includes.isEmpty() && excludes.isEmpty() && language.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathFilter that && text.equals(that.text) && language.equals(that.language);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, language);
    }

    @Override
    public String toString() {
        return language.map(name -> text + " (" + name + ")").orElse(text);
    }
}
