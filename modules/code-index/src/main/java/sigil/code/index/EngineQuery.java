package sigil.code.index;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.util.BytesRef;

/** A query as the engine has it. */
final class EngineQuery {

    private EngineQuery() {
    }

    static Query of(TrigramQuery query) {
        return switch (query) {
            case TrigramQuery.All() -> NumericDocValuesField.newSlowRangeQuery("kind", FileKind.TEXT.ordinal(), FileKind.MINIFIED.ordinal());
            case TrigramQuery.Holds(int trigram) -> {
                var bytes = new byte[3];
                TrigramStream.write(trigram, bytes);
                yield new TermQuery(new Term("text", new BytesRef(bytes)));
            }
            case TrigramQuery.And(var parts) -> {
                var all = new BooleanQuery.Builder();
                parts.forEach(part -> all.add(of(part), BooleanClause.Occur.FILTER));
                yield all.build();
            }
            case TrigramQuery.Or(var parts) -> {
                var any = new BooleanQuery.Builder();
                parts.forEach(part -> any.add(of(part), BooleanClause.Occur.SHOULD));
                yield any.build();
            }
        };
    }
}
