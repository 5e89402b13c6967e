package sigil.code.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import sigil.code.index.IndexSnapshot;
import sigil.code.index.IndexedFile;

/** Compares a directory with what the index says of it, and puts into the index what differs. For one thread, once. */
final class Comparison implements Walk.Visitor {

    private final Shelf shelf;
    private final WrittenIndex index;
    private final FileIndexer files;
    private final int largestFile;
    private final FolderCursor cursor;
    private final Iterator<IndexedFile> known;
    private final String beneath;
    private final BooleanSupplier goOn;
    private Optional<IndexedFile> next;
    private Shelf.Met met = new Shelf.Met(0, 0);

    /**
     * A comparison.
     *
     * @param directory empty for the whole repository
     * @param goOn      asked before each file
     */
    Comparison(Shelf shelf, String directory, WrittenIndex index, IndexSnapshot snapshot, FileIndexer files, int largestFile, FolderCursor cursor,
               BooleanSupplier goOn) {
        this.shelf = shelf;
        this.index = index;
        this.files = files;
        this.largestFile = largestFile;
        this.cursor = cursor;
        this.known = snapshot.all(shelf.repository().name());
        this.beneath = directory.isEmpty() ? "" : directory + '/';
        this.goOn = goOn;
        this.next = following();
    }

    private Optional<IndexedFile> following() {
        while (known.hasNext()) {
            var file = known.next();
            if (file.path().startsWith(beneath)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean visit(Entry entry) {
        return goOn.getAsBoolean();
    }

    @Override
    public void leave(String directory) {
        shelf.notEntered(directory);
    }

    @Override
    public boolean visitFile(Entry entry, BasicFileAttributes attributes) {
        try {
            removeBefore(Optional.of(entry.path()));
            boolean same = next.isPresent() && next.get().path().equals(entry.path());
            if (!same || !Stamps.current(next.get(), Stamps.of(attributes), largestFile)) {
                files.put(shelf, entry.path(), attributes, cursor);
            }
            if (same) {
                next = following();
            }
            meet(attributes.size());
            return goOn.getAsBoolean();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void meet(long bytes) {
        met = new Shelf.Met(met.files() + 1, met.bytes() + bytes);
        if (beneath.isEmpty()) {
            shelf.met(met);
        }
    }

    /** Takes out what the walk did not meet. */
    private void removeBefore(Optional<String> path) throws IOException {
        while (next.isPresent() && (path.isEmpty() || CodePointOrder.PATHS.compare(next.get().path(), path.get()) < 0)) {
            index.remove(shelf.repository().name(), next.get().path());
            next = following();
        }
    }

    /** To be called when the walk came to its end. */
    void end() throws IOException {
        removeBefore(Optional.empty());
    }
}
