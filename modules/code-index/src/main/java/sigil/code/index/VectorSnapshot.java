package sigil.code.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;

/**
 * What the index of vectors says at one moment. Methods throw {@link UncheckedIOException} if it cannot be read, which means that it is damaged.
 */
public final class VectorSnapshot implements AutoCloseable {

    private final SharedReader shared;
    private boolean closed;

    VectorSnapshot(SharedReader shared) {
        this.shared = shared;
    }

    /** @return how long its vectors are; 0 if there are none */
    public int dimension() {
        for (var leaf : shared.reader().leaves()) {
            var field = leaf.reader().getFieldInfos().fieldInfo(VectorIndex.VECTOR);
            if (field != null && field.getVectorDimension() > 0) {
                return field.getVectorDimension();
            }
        }
        return 0;
    }

    /** @return how many vectors there are */
    public int count() {
        return shared.reader().numDocs();
    }

    /** @return the digests of all texts that have a vector */
    public Set<String> digests() {
        try {
            var all = new HashSet<String>();
            for (var leaf : shared.reader().leaves()) {
                var digests = leaf.reader().getSortedDocValues(VectorIndex.DIGEST);
                var live = leaf.reader().getLiveDocs();
                for (int document = 0; digests != null && document < leaf.reader().maxDoc(); document++) {
                    if ((live == null || live.get(document)) && digests.advanceExact(document)) {
                        all.add(digests.lookupOrd(digests.ordValue()).utf8ToString());
                    }
                }
            }
            return all;
        } catch (IOException e) {
            throw IndexSnapshot.damaged(e);
        }
    }

    /**
     * The texts whose vectors point most nearly where this one does, by the cosine of the angle. Found through a graph (Malkov and Yashunin,
     * "Efficient and robust approximate nearest neighbor search using Hierarchical Navigable Small World graphs", 2016): one may be missed.
     *
     * @param vector as long as those that are there
     * @param most   1 or more: how many
     * @return their digests, nearest first
     */
    public List<String> nearest(float[] vector, int most) {
        try {
            if (vector.length != dimension()) {
                return List.of();
            }
            var searcher = new IndexSearcher(shared.reader());
            searcher.setQueryCache(null);
            var digests = new ArrayList<String>();
            for (var found : searcher.search(new KnnFloatVectorQuery(VectorIndex.VECTOR, vector, most), most).scoreDocs) {
                var leaves = shared.reader().leaves();
                var leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
                var values = leaf.reader().getSortedDocValues(VectorIndex.DIGEST);
                if (values != null && values.advanceExact(found.doc - leaf.docBase)) {
                    digests.add(values.lookupOrd(values.ordValue()).utf8ToString());
                }
            }
            return digests;
        } catch (IOException e) {
            throw IndexSnapshot.damaged(e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                shared.release();
            } catch (IOException e) {
                throw IndexSnapshot.damaged(e);
            }
        }
    }
}
