package sigil.mcp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Everything that an index of the engine holds as characters: its files are compressed, and a word in them may be split. What was taken out of
 * the index and is still there is among it.
 */
final class IndexWords {
    private IndexWords() {
    }

    /** Its terms and values, each as one text; zero bytes, which part the names of a path, as slashes. */
    static List<String> of(Path index) {
        try (FSDirectory directory = FSDirectory.open(index); DirectoryReader reader = DirectoryReader.open(directory)) {
            List<String> words = new ArrayList<>();
            for (LeafReaderContext leaf : reader.leaves()) {
                for (FieldInfo field : leaf.reader().getFieldInfos()) {
                    words.add(field.name);
                    addTerms(leaf.reader(), field, words);
                    addValues(leaf.reader(), field, words);
                }
                for (int document = 0; document < leaf.reader().maxDoc(); document++) {
                    leaf.reader().storedFields().document(document).forEach(stored -> words.add(stored.toString()));
                }
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addTerms(LeafReader leaf, FieldInfo field, List<String> words) throws IOException {
        Terms terms = leaf.terms(field.name);
        if (terms != null) {
            addAll(terms.iterator(), words);
        }
    }

    private static void addValues(LeafReader leaf, FieldInfo field, List<String> words) throws IOException {
        switch (field.getDocValuesType()) {
            case NONE, NUMERIC -> {
                // no characters
            }
            case SORTED -> addAll(leaf.getSortedDocValues(field.name).termsEnum(), words);
            default -> throw new AssertionError("not looked at: " + field.name);
        }
    }

    private static void addAll(TermsEnum terms, List<String> words) throws IOException {
        for (BytesRef term = terms.next(); term != null; term = terms.next()) {
            words.add(new String(term.bytes, term.offset, term.length, StandardCharsets.ISO_8859_1).replace('\0', '/'));
        }
    }
}
