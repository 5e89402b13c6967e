package sigil.code.search;

import java.util.Iterator;
import java.util.Optional;
import sigil.code.index.IndexedFile;

/** Goes through two indexes side by side and tells what one knows otherwise than the other. For one thread. */
final class StampDifferences {

    /** A file that differs; {@code now} is empty if it is gone. */
    record Difference(String path, Optional<IndexedFile> now) {
    }

    private final Iterator<IndexedFile> now;
    private final Iterator<IndexedFile> known;
    private Optional<IndexedFile> file;
    private Optional<IndexedFile> other;

    /** Both in the order of paths: what there is, and what is known of it. */
    StampDifferences(Iterator<IndexedFile> now, Iterator<IndexedFile> known) {
        this.now = now;
        this.known = known;
        this.file = following(now);
        this.other = following(known);
    }

    private static Optional<IndexedFile> following(Iterator<IndexedFile> files) {
        return files.hasNext() ? Optional.of(files.next()) : Optional.empty();
    }

    /** The next one; empty at the end. */
    Optional<Difference> next() {
        while (file.isPresent() || other.isPresent()) {
            int order = file.isEmpty() ? 1 : other.isEmpty() ? -1 : CodePointOrder.PATHS.compare(file.get().path(), other.get().path());
            boolean same = order == 0 && file.get().stamp().equals(other.get().stamp());
            var difference = new Difference(order <= 0 ? file.get().path() : other.get().path(), order <= 0 ? file : Optional.empty());
            file = order <= 0 ? following(now) : file;
            other = order >= 0 ? following(known) : other;
            if (!same) {
                return Optional.of(difference);
            }
        }
        return Optional.empty();
    }
}
