package sigil.code.index;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;

/** A reader of the engine that ends when the last snapshot of it does, and what was counted with it. */
record SharedReader(DirectoryReader reader, Map<String, FileCounts> counts) {

    SharedReader(DirectoryReader reader) {
        this(reader, new ConcurrentHashMap<>());
        // the engine makes its view of the segments upon the first look, and two first looks at once would make two views that do not fit
        reader.getContext();
    }

    /** Whether it still is: then it is kept once more. */
    boolean keep() {
        return reader.tryIncRef();
    }

    void release() throws IOException {
        reader.decRef();
    }
}
