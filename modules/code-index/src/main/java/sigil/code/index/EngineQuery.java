package sigil.code.index;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automaton;

/** A query as the engine has it. */
final class EngineQuery {

    private EngineQuery() {
    }

    static Query of(TrigramQuery query) {
        return switch (query) {
            case TrigramQuery.All() -> NumericDocValuesField.newSlowRangeQuery("kind", FileKind.TEXT.ordinal(), FileKind.MINIFIED.ordinal());
            case TrigramQuery.Holds(int trigram) -> new TermQuery(new Term("text", term(trigram)));
            case TrigramQuery.HoldsLike(var first, var second, var third) -> new AutomatonQuery(new Term("text", ""), three(first, second, third), true,
                    MultiTermQuery.CONSTANT_SCORE_REWRITE);
            case TrigramQuery.And(var parts) -> {
                var all = new BooleanQuery.Builder();
                parts.forEach(part -> all.add(of(part), BooleanClause.Occur.FILTER));
                yield all.build();
            }
            // many terms of one query are looked up in one go
            case TrigramQuery.Or(var parts) when parts.stream().allMatch(TrigramQuery.Holds.class::isInstance) ->
                    new TermInSetQuery("text", parts.stream().map(part -> term(((TrigramQuery.Holds) part).trigram())).toList());
            case TrigramQuery.Or(var parts) -> {
                var any = new BooleanQuery.Builder();
                parts.forEach(part -> any.add(of(part), BooleanClause.Occur.SHOULD));
                yield any.build();
            }
        };
    }

    private static BytesRef term(int trigram) {
        var bytes = new byte[3];
        TrigramStream.write(trigram, bytes);
        return new BytesRef(bytes);
    }

    /** Takes one byte of each. */
    private static Automaton three(String... places) {
        var automaton = new Automaton();
        int state = automaton.createState();
        for (var place : places) {
            int next = automaton.createState();
            for (int i = 0; i < place.length(); ) {
                int first = i++;
                while (i < place.length() && place.charAt(i) == place.charAt(i - 1) + 1) {
                    i++;
                }
                automaton.addTransition(state, next, place.charAt(first), place.charAt(i - 1));
            }
            state = next;
        }
        automaton.setAccept(state, true);
        automaton.finishState();
        return automaton;
    }
}
