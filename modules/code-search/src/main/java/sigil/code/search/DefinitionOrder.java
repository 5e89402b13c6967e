package sigil.code.search;

import java.util.Comparator;

/** Which definition is meant most likely: by the name, by where it is used, by what it is; tests come last, and ties are broken by place. */
final class DefinitionOrder {

    private DefinitionOrder() {
    }

    static Comparator<Definition> of(DefinitionQuery query) {
        return Comparator.comparing((Definition d) -> query.name().fit(d.symbol()))
                .thenComparing(d -> distance(query, d))
                .thenComparing(d -> d.symbol().kind().group())
                .thenComparing(d -> FileRank.isTest(d.path()))
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
}
