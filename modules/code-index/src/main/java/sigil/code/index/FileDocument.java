package sigil.code.index;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** A file as the engine takes it. */
final class FileDocument {

    private static final FieldType GROUPS = present();

    private FileDocument() {
    }

    /** A field of which only the presence of a term is kept. */
    private static FieldType present() {
        var type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS);
        type.freeze();
        return type;
    }

    /**
     * The document of a file.
     *
     * @param key      the file's
     * @param trigrams gathers the groups of its text, and keeps them until the document was taken
     */
    static Document of(NewFile file, BytesRef key, Trigrams trigrams) {
        var document = new Document();
        document.add(new StringField("key", key, Field.Store.NO));
        document.add(new SortedDocValuesField("key", key));
        document.add(new NumericDocValuesField("kind", file.kind().ordinal()));
        document.add(new NumericDocValuesField("size", file.stamp().size()));
        document.add(new NumericDocValuesField("mtime", file.stamp().mtimeNanos()));
        document.add(new NumericDocValuesField("inode", file.stamp().inode()));
        if (file.kind().isText()) {
            trigrams.read(file.text(), file.from(), file.to());
            document.add(new Field("text", new TrigramStream(trigrams), GROUPS));
        }
        return document;
    }
}
