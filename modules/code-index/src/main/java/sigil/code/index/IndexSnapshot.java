package sigil.code.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;

/**
 * What the index says at one moment. What it hands out may be used until it is closed.
 *
 * <p>Paths come in the order in which a walk meets them: by code point, segment by segment. Methods throw {@link UncheckedIOException} if the
 * index cannot be read, which means that it is damaged.
 */
public final class IndexSnapshot implements AutoCloseable {

    private final SharedReader shared;
    private boolean closed;

    IndexSnapshot(SharedReader shared) {
        this.shared = shared;
    }

    /**
     * All files of a repository.
     *
     * @param repository its name
     * @return them, in order, for one thread
     */
    public Iterator<IndexedFile> all(String repository) {
        return merged(repository, SegmentFiles.Selection.EVERYTHING).files();
    }

    /**
     * The files of a repository that may hold what a query asks for.
     *
     * @param query      what is asked for
     * @param repository its name
     * @return their paths, in order, for one thread; files that are no text are not among them
     */
    public Iterator<String> candidates(TrigramQuery query, String repository) {
        try {
            var searcher = new IndexSearcher(shared.reader());
            searcher.setQueryCache(null);
            Weight weight = searcher.createWeight(searcher.rewrite(EngineQuery.of(query)), ScoreMode.COMPLETE_NO_SCORES, 1);
            return paths(repository, leaf -> {
                var scorer = weight.scorer(leaf);
                return scorer == null ? null : scorer.iterator();
            });
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /** The paths of some files of a repository, in order. */
    Iterator<String> paths(String repository, SegmentFiles.Selection selection) {
        return merged(repository, selection).paths();
    }

    private MergedFiles merged(String repository, SegmentFiles.Selection selection) {
        try {
            var segments = new ArrayList<SegmentFiles>();
            for (var leaf : shared.reader().leaves()) {
                SegmentFiles.of(leaf, repository, selection).ifPresent(segments::add);
            }
            return new MergedFiles(repository, segments);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    static UncheckedIOException damaged(IOException cause) {
        return new UncheckedIOException("the index cannot be read", cause);
    }

    /**
     * Counts the files of a repository; the count is kept.
     *
     * @param repository its name
     * @return how many of each kind
     */
    public FileCounts counts(String repository) {
        return shared.counts().computeIfAbsent(repository, name -> {
            var numbers = new int[FileKind.values().length];
            all(name).forEachRemaining(file -> numbers[file.kind().ordinal()]++);
            return counts(numbers);
        });
    }

    /**
     * Counts some files of a repository.
     *
     * @param repository its name
     * @param paths      which; those that are not in the index are not counted
     * @return how many of each kind
     */
    public FileCounts counts(String repository, Collection<String> paths) {
        var numbers = new int[FileKind.values().length];
        try {
            for (var leaf : shared.reader().leaves()) {
                for (var path : paths) {
                    count(leaf.reader(), new Term("key", Key.of(repository, path)), numbers);
                }
            }
        } catch (IOException e) {
            throw damaged(e);
        }
        return counts(numbers);
    }

    private static void count(LeafReader leaf, Term key, int[] numbers) throws IOException {
        var found = leaf.postings(key, PostingsEnum.NONE);
        var live = leaf.getLiveDocs();
        var kinds = found == null ? null : leaf.getNumericDocValues("kind");
        while (kinds != null && found.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            if ((live == null || live.get(found.docID())) && kinds.advanceExact(found.docID())) {
                numbers[(int) kinds.longValue()]++;
            }
        }
    }

    private static FileCounts counts(int[] numbers) {
        return new FileCounts(numbers[FileKind.TEXT.ordinal()] + numbers[FileKind.MINIFIED.ordinal()],
                numbers[FileKind.MINIFIED.ordinal()], numbers[FileKind.BINARY.ordinal()], numbers[FileKind.TOO_LARGE.ordinal()]);
    }

    /** @return the names of the repositories of which files are in the index, in order */
    public List<String> repositories() {
        try {
            var names = new TreeSet<String>();
            for (var leaf : shared.reader().leaves()) {
                var keys = DocValues.getSorted(leaf.reader(), "key");
                int next = 0;
                while (next < keys.getValueCount()) {
                    var name = Key.repository(keys.lookupOrd(next));
                    names.add(name);
                    int beyond = keys.lookupTerm(Key.beyond(Key.beneath(name, "")));
                    next = beyond < 0 ? -beyond - 1 : beyond;
                }
            }
            return Collections.unmodifiableList(new ArrayList<>(names));
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /** @return a number that is another one for every other content of the index, as long as it is open */
    public long version() {
        return shared.reader().getVersion();
    }

    /** @return how many files are in the index */
    public int size() {
        return shared.reader().numDocs();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            shared.release();
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /** Where a key stands, or would stand. */
    static int place(SortedDocValues keys, BytesRef key) throws IOException {
        int place = keys.lookupTerm(key);
        return place < 0 ? -place - 1 : place;
    }
}
