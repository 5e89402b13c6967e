package sigil.code.search;

import java.nio.channels.ReadableByteChannel;

/** What the gate answers. Whoever gets an opened thing closes it. */
sealed interface Passage {

    /**
     * A regular file, open for reading.
     *
     * @param path its real path in the repository
     * @param size bytes, when it was opened
     */
    record OpenedFile(String path, ReadableByteChannel channel, long size) implements Passage {
    }

    /**
     * A directory.
     *
     * @param level the ignore rules in force in it; its path is the real path in the repository
     */
    record OpenedFolder(Folder folder, IgnoreLevel level) implements Passage {
    }

    /** Missing or not served. */
    record Closed() implements Passage {
    }

    Closed CLOSED = new Closed();
}
