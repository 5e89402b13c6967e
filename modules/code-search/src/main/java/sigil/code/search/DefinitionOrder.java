package sigil.code.search;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Which definition is meant most likely: by the name, by where it is used, by what it is; tests come last, and ties are broken by place. */
final class DefinitionOrder {

    private static final Pattern TEST = Pattern.compile("(^|/)(tests?|specs?|__tests__|testdata)/|(^|/)test_[^/]*$|[._-](test|spec|tests)\\.[^/]*$"
            + "|(^|[a-z0-9/])Tests?\\.[A-Za-z]+$");

    private DefinitionOrder() {
    }

    static Comparator<Definition> of(DefinitionQuery query) {
        return Comparator.comparing((Definition d) -> query.name().fit(d.symbol()))
                .thenComparing(d -> distance(query, d))
                .thenComparing(d -> d.symbol().kind().group())
                .thenComparing(d -> test(d.path()))
                .thenComparing(Definition::repository)
                .thenComparing(Definition::path, CodePointOrder.PATHS)
                .thenComparing(d -> d.symbol().line());
    }

    private static int distance(DefinitionQuery query, Definition definition) {
        if (query.usedIn().isEmpty()) {
            return 0;
        }
        return definition.path().equals(query.usedIn()) ? 0 : directory(definition.path()).equals(directory(query.usedIn())) ? 1 : 2;
    }

    private static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** Whether a path looks like one of a test. */
    static boolean test(String path) {
        return TEST.matcher(path).find();
    }
}
