package sigil.code.index;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.util.BytesRef;

/** The groups of a text, as the engine takes them. For one thread. */
final class TrigramStream extends TokenStream {

    private final Trigrams trigrams;
    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final BytesRef bytes = new BytesRef(new byte[3]);
    private int next;

    TrigramStream(Trigrams trigrams) {
        this.trigrams = trigrams;
    }

    @Override
    public void reset() {
        next = 0;
    }

    @Override
    public boolean incrementToken() {
        if (next == trigrams.count()) {
            return false;
        }
        write(trigrams.get(next++), bytes.bytes);
        term.setBytesRef(bytes);
        return true;
    }

    static void write(int trigram, byte[] target) {
        target[0] = (byte) (trigram >>> 16);
        target[1] = (byte) (trigram >>> 8);
        target[2] = (byte) trigram;
    }
}
