package sigil.code.index;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/** In which form an index is written: one in another form is not read. */
final class IndexFormat {

    /** Raised whenever what is written changes its meaning. */
    private static final String FORMAT = "1";

    private IndexFormat() {
    }

    /** What was written with the index that lies there. */
    static Map<String, String> of(Directory directory) throws IOException {
        var data = SegmentInfos.readLatestCommit(directory).getUserData();
        return Map.of("format", data.getOrDefault("format", ""), "folding", data.getOrDefault("folding", ""));
    }

    /** What is written with an index now. */
    static Map<String, String> written() {
        return Map.of("format", FORMAT, "folding", folding());
    }

    /** The tables of letters are the Java platform's: another release may fold other letters. */
    private static String folding() {
        return String.valueOf(Runtime.version().feature());
    }
}
