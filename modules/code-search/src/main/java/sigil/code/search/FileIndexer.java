package sigil.code.search;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import sigil.code.index.FileKind;
import sigil.code.index.NewFile;
import sigil.code.index.Stamp;

/** Puts single files into the index as they are now. For one thread. */
final class FileIndexer {

    /** In this time after a change another one may leave the same time of change. */
    private static final long RACY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long RETRY_CHANGED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long RETRY_UNREADABLE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int LONG_LINE = 5_000;
    private static final int LONG_AVERAGE = 300;
    private static final byte[] NO_TEXT = {};

    private final WrittenIndex index;
    private final int largestFile;
    private final FileText text;

    FileIndexer(WrittenIndex index, int largestFile) {
        this.index = index;
        this.largestFile = largestFile;
        this.text = new FileText(largestFile);
    }

    /**
     * Puts a file in, or takes it out if it is none any more. One that changes while it is read, or cannot be read, is looked at again later.
     *
     * @throws IOException if the index cannot be written; that a file cannot be read is no error
     */
    void put(Shelf shelf, String path, FolderCursor cursor) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = cursor.attributes(path);
        } catch (NoSuchFileException e) {
            remove(shelf, path);
            return;
        } catch (IOException e) {
            remove(shelf, path);
            shelf.lookIn(path, RETRY_UNREADABLE_NANOS);
            return;
        }
        put(shelf, path, attributes, cursor);
    }

    /** The same for one of which is known what it was a moment ago. */
    void put(Shelf shelf, String path, BasicFileAttributes before, FolderCursor cursor) throws IOException {
        Stamp stamp;
        FileHits.Status status;
        shelf.readable(path);
        try {
            if (!before.isRegularFile()) {
                remove(shelf, path);
                return;
            }
            stamp = Stamps.of(before);
            status = read(path, before, cursor);
            if (!Stamps.of(cursor.attributes(path)).equals(stamp)) {
                shelf.lookIn(path, RETRY_CHANGED_NANOS);
                return;
            }
        } catch (NoSuchFileException e) {
            remove(shelf, path);
            return;
        } catch (IOException e) {
            remove(shelf, path);
            shelf.unreadable(path);
            shelf.lookIn(path, RETRY_UNREADABLE_NANOS);
            return;
        }
        if (Math.abs(System.currentTimeMillis() * 1_000_000 - stamp.mtimeNanos()) < RACY_NANOS) {
            shelf.settleIn(path, RACY_NANOS + RETRY_CHANGED_NANOS);
            stamp = Stamp.UNSETTLED;
        }
        put(shelf.repository().name(), path, stamp, status);
    }

    private FileHits.Status read(String path, BasicFileAttributes attributes, FolderCursor cursor) throws IOException {
        if (attributes.size() > largestFile) {
            return FileHits.Status.TOO_LARGE;
        }
        try (ReadableByteChannel channel = cursor.file(path)) {
            return text.read(channel, attributes.size());
        }
    }

    private void put(String repository, String path, Stamp stamp, FileHits.Status status) throws IOException {
        boolean isText = status == FileHits.Status.SEARCHED;
        var kind = isText ? minified() ? FileKind.MINIFIED : FileKind.TEXT : status == FileHits.Status.BINARY ? FileKind.BINARY : FileKind.TOO_LARGE;
        index.put(new NewFile(repository, path, stamp, kind, isText ? text.bytes() : NO_TEXT, isText ? text.from() : 0,
                isText ? text.to() : 0));
    }

    private boolean minified() {
        var bytes = text.bytes();
        int lines = 1;
        int longest = 0;
        int start = text.from();
        for (int i = start; i < text.to(); i++) {
            if (bytes[i] == '\n') {
                longest = Math.max(longest, i - start);
                start = i + 1;
                lines++;
            }
        }
        longest = Math.max(longest, text.to() - start);
        return longest > LONG_LINE || (text.to() - text.from()) / lines > LONG_AVERAGE;
    }

    private void remove(Shelf shelf, String path) throws IOException {
        index.remove(shelf.repository().name(), path);
    }
}
