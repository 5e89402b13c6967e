package sigil.code.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.BytesRef;

/**
 * What the index of chunks says at one moment. Methods throw {@link UncheckedIOException} if it cannot be read, which means that it is damaged.
 */
public final class ChunkSnapshot implements AutoCloseable {

    /** When a filter of paths refuses most, so many are asked for at least the second time. */
    private static final int WIDER = 8;

    private final SharedReader shared;
    private final IndexSnapshot files;

    ChunkSnapshot(SharedReader shared) {
        this.shared = shared;
        this.files = new IndexSnapshot(shared);
    }

    /**
     * All files of a repository, also those without chunks.
     *
     * @param repository its name
     * @return them, in path order, for one thread
     */
    public Iterator<IndexedFile> all(String repository) {
        return files.all(repository);
    }

    /**
     * Counts the files of a repository; the count is kept.
     *
     * @param repository its name
     * @return how many of each kind
     */
    public FileCounts counts(String repository) {
        return files.counts(repository);
    }

    /** @return the names of the repositories of which files are in the index, in order */
    public List<String> repositories() {
        return files.repositories();
    }

    /**
     * The files that define a name.
     *
     * @param repository its name
     * @param name       exactly as written
     * @return their paths, in order, for one thread
     */
    public Iterator<String> defining(String repository, String name) {
        try {
            var searcher = searcher();
            var weight = searcher.createWeight(searcher.rewrite(new TermQuery(new Term(ChunkIndex.DEFINITION, name))), ScoreMode.COMPLETE_NO_SCORES, 1);
            return files.paths(repository, leaf -> {
                var scorer = weight.scorer(leaf);
                return scorer == null ? null : scorer.iterator();
            });
        } catch (IOException e) {
            throw IndexSnapshot.damaged(e);
        }
    }

    /**
     * The chunks that fit best. Equal ones come in the order in which they were put in.
     *
     * @param query what is asked for
     * @param most  1 or more: how many
     * @return them, best first
     */
    public List<ChunkHit> best(ChunkQuery query, int most) {
        if (query.terms().isEmpty()) {
            return List.of();
        }
        try {
            var searcher = searcher();
            searcher.setSimilarity(similarity(query.weights()));
            var asked = engineQuery(query);
            for (int wanted = most; ; wanted = Math.max(wanted, 100) * WIDER) {
                var found = searcher.search(asked, Math.min(wanted, Math.max(1, shared.reader().maxDoc()))).scoreDocs;
                var hits = hits(found, query, most);
                if (hits.size() >= most || found.length < wanted) {
                    return hits;
                }
            }
        } catch (IOException e) {
            throw IndexSnapshot.damaged(e);
        }
    }

    /**
     * The chunks of these texts, as many as there are of each.
     *
     * @param digests what they must have, the most wanted first
     * @param query   where to look; its terms do not count
     * @param most    1 or more: how many
     * @return them, in the order of the digests; scores fall from 1
     */
    public List<ChunkHit> of(List<String> digests, ChunkQuery query, int most) {
        var places = new HashMap<BytesRef, Integer>();
        digests.forEach(digest -> places.putIfAbsent(new BytesRef(digest), places.size()));
        try {
            // one look for all of them: a filter may refuse thousands
            var searcher = searcher();
            var asked = searcher.rewrite(within(query, new TermInSetQuery(ChunkIndex.DIGEST, places.keySet())));
            var weight = searcher.createWeight(asked, ScoreMode.COMPLETE_NO_SCORES, 1);
            var found = new ArrayList<ScoreDoc>();
            for (var leaf : shared.reader().leaves()) {
                var scorer = weight.scorer(leaf);
                var known = leaf.reader().getSortedDocValues(ChunkIndex.DIGEST);
                if (scorer != null && known != null) {
                    var documents = scorer.iterator();
                    var live = leaf.reader().getLiveDocs();
                    for (int document = documents.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = documents.nextDoc()) {
                        if ((live == null || live.get(document)) && known.advanceExact(document)) {
                            found.add(new ScoreDoc(leaf.docBase + document, 1f / (1 + places.get(known.lookupOrd(known.ordValue())))));
                        }
                    }
                }
            }
            found.sort(Comparator.comparing((ScoreDoc one) -> -one.score).thenComparing(one -> one.doc));
            return hits(found.toArray(ScoreDoc[]::new), query, most);
        } catch (IOException e) {
            throw IndexSnapshot.damaged(e);
        }
    }

    /** Told of each chunk. */
    public interface ChunkVisitor {
        /**
         * A chunk.
         *
         * @param repository the name of its repository
         * @param path       of its file
         * @param digest     of its text
         */
        void chunk(String repository, String path, String digest);
    }

    /**
     * Tells of all chunks, those of a file together.
     *
     * @param visitor told of each
     */
    public void eachChunk(ChunkVisitor visitor) {
        try {
            for (var leaf : shared.reader().leaves()) {
                var files = leaf.reader().getSortedDocValues(ChunkIndex.IN_FILE);
                var digests = leaf.reader().getSortedDocValues(ChunkIndex.DIGEST);
                var live = leaf.reader().getLiveDocs();
                for (int document = 0; files != null && digests != null && document < leaf.reader().maxDoc(); document++) {
                    if ((live == null || live.get(document)) && files.advanceExact(document) && digests.advanceExact(document)) {
                        var key = files.lookupOrd(files.ordValue());
                        var repository = Key.repository(key);
                        visitor.chunk(repository, Key.path(key, repository.length()), digests.lookupOrd(digests.ordValue()).utf8ToString());
                    }
                }
            }
        } catch (IOException e) {
            throw IndexSnapshot.damaged(e);
        }
    }

    /** @return another number whenever the index is another */
    public long version() {
        return files.version();
    }

    private IndexSearcher searcher() {
        var searcher = new IndexSearcher(shared.reader());
        searcher.setQueryCache(null);
        return searcher;
    }

    private static Similarity similarity(ChunkWeights weights) {
        var together = new BM25Similarity(weights.k1(), weights.b());
        var file = new BM25Similarity(ChunkWeights.FILE_K1, ChunkWeights.FILE_B);
        return new PerFieldSimilarityWrapper() {
            @Override
            public Similarity get(String field) {
                return field.equals(ChunkField.FILE.field()) ? file : together;
            }
        };
    }

    private static Query engineQuery(ChunkQuery query) {
        var weights = query.weights();
        var any = new BooleanQuery.Builder();
        for (var term : query.terms()) {
            any.add(new BoostQuery(best(term, weights, word -> combined(word, weights)), term.weight()), BooleanClause.Occur.SHOULD);
            if (weights.file() > 0) {
                any.add(new BoostQuery(best(term, weights, ChunkSnapshot::inFileName), term.weight() * weights.file()), BooleanClause.Occur.SHOULD);
            }
        }
        return within(query, any.build());
    }

    private static Query within(ChunkQuery query, Query any) {
        if (query.repositories().isEmpty()) {
            return any;
        }
        var where = new BooleanQuery.Builder();
        query.repositories().forEach(name -> where.add(new TermQuery(new Term(ChunkIndex.REPOSITORY, name)), BooleanClause.Occur.SHOULD));
        return new BooleanQuery.Builder().add(any, BooleanClause.Occur.MUST).add(where.build(), BooleanClause.Occur.FILTER).build();
    }

    private static Query best(ChunkQuery.Term term, ChunkWeights weights, Function<String, Query> one) {
        var words = new ArrayList<Query>();
        words.add(one.apply(term.word()));
        term.alike().forEach(word -> words.add(new BoostQuery(one.apply(word), weights.alike())));
        return words.size() == 1 ? words.getFirst() : new DisjunctionMaxQuery(words, 0);
    }

    private static Query combined(String word, ChunkWeights weights) {
        var fields = new CombinedFieldQuery.Builder(word);
        for (var field : EnumSet.range(ChunkField.BODY, ChunkField.PATH)) {
            fields.addField(field.field(), weights.of(field));
        }
        return fields.build();
    }

    private static Query inFileName(String word) {
        return new TermQuery(new Term(ChunkField.FILE.field(), word));
    }

    private List<ChunkHit> hits(ScoreDoc[] found, ChunkQuery query, int most) throws IOException {
        var hits = new ArrayList<ChunkHit>();
        for (int i = 0; i < found.length && hits.size() < most; i++) {
            hit(found[i], query).ifPresent(hits::add);
        }
        return hits;
    }

    private Optional<ChunkHit> hit(ScoreDoc found, ChunkQuery query) throws IOException {
        var leaves = shared.reader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
        int document = found.doc - leaf.docBase;
        var keys = DocValues.getSorted(leaf.reader(), ChunkIndex.IN_FILE);
        if (!keys.advanceExact(document)) {
            return Optional.empty();
        }
        var key = keys.lookupOrd(keys.ordValue());
        var repository = Key.repository(key);
        var path = Key.path(key, repository.length());
        if (!query.paths().test(path)) {
            return Optional.empty();
        }
        var symbols = DocValues.getSorted(leaf.reader(), ChunkIndex.SYMBOL);
        symbols.advanceExact(document);
        var digests = DocValues.getSorted(leaf.reader(), ChunkIndex.DIGEST);
        return Optional.of(new ChunkHit(repository, path, number(leaf.reader().getNumericDocValues(ChunkIndex.FIRST), document),
                number(leaf.reader().getNumericDocValues(ChunkIndex.LAST), document),
                ChunkSymbol.read(symbols.lookupOrd(symbols.ordValue()).utf8ToString()),
                digests.advanceExact(document) ? digests.lookupOrd(digests.ordValue()).utf8ToString() : "", found.score));
    }

    private static int number(NumericDocValues values, int document) throws IOException {
        values.advanceExact(document);
        return (int) values.longValue();
    }

    @Override
    public void close() {
        files.close();
    }
}
