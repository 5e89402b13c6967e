package sigil.code.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/** Files of a repository in one segment of the engine, by key. For one thread. */
final class SegmentFiles {

    /** Which documents of a segment are meant. */
    interface Selection {
        /** All of them. */
        Selection EVERYTHING = leaf -> DocIdSetIterator.all(leaf.reader().maxDoc());

        /** Their numbers in order, deleted ones among them; null for none. */
        DocIdSetIterator of(LeafReaderContext leaf) throws IOException;
    }

    private final LeafReaderContext leaf;
    private final SortedDocValues keys;
    /** the place of the key above, the document below; sorted */
    private final long[] places;
    private int next = -1;
    private BytesRef key = new BytesRef();

    private SegmentFiles(LeafReaderContext leaf, SortedDocValues keys, long[] places) {
        this.leaf = leaf;
        this.keys = keys;
        this.places = places;
    }

    static Optional<SegmentFiles> of(LeafReaderContext leaf, String repository, Selection selection) throws IOException {
        var keys = leaf.reader().getSortedDocValues("key");
        if (keys == null) {
            return Optional.empty();
        }
        var beneath = Key.beneath(repository, "");
        int low = IndexSnapshot.place(keys, beneath);
        int high = IndexSnapshot.place(keys, Key.beyond(beneath));
        var documents = low < high ? selection.of(leaf) : null;
        if (documents == null) {
            return Optional.empty();
        }
        var live = leaf.reader().getLiveDocs();
        var places = new long[64];
        int count = 0;
        for (int document = documents.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = documents.nextDoc()) {
            if ((live == null || live.get(document)) && keys.advanceExact(document)) {
                int place = keys.ordValue();
                if (place >= low && place < high) {
                    if (count == places.length) {
                        places = Arrays.copyOf(places, count * 2);
                    }
                    places[count++] = (long) place << 32 | document;
                }
            }
        }
        places = Arrays.copyOf(places, count);
        Arrays.sort(places);
        var segment = new SegmentFiles(leaf, keys, places);
        return segment.advance() ? Optional.of(segment) : Optional.empty();
    }

    /** Goes to the next file; whether there is one. */
    boolean advance() throws IOException {
        if (++next == places.length) {
            return false;
        }
        key = keys.lookupOrd((int) (places[next] >>> 32));
        return true;
    }

    /** The key of the file. Good until the next {@link #advance}. */
    BytesRef key() {
        return key;
    }

    /** The stamps of all files here, each at the number of its document. */
    Columns columns() throws IOException {
        int documents = leaf.reader().maxDoc();
        return new Columns(column("kind", documents), column("size", documents), column("mtime", documents), column("inode", documents));
    }

    int document() {
        return (int) places[next];
    }

    private long[] column(String field, int documents) throws IOException {
        NumericDocValues values = leaf.reader().getNumericDocValues(field);
        var column = new long[documents];
        while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            column[values.docID()] = values.longValue();
        }
        return column;
    }

    /** What is known of the files of a segment, by document. */
    record Columns(long[] kind, long[] size, long[] mtime, long[] inode) {

        IndexedFile file(String path, int document) {
            return new IndexedFile(path, new Stamp(size[document], mtime[document], inode[document]), FileKind.of((int) kind[document]));
        }
    }
}
