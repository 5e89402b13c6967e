package sigil.code.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.BiFunction;

/** The files of a repository from all segments, in the order of their paths. */
final class MergedFiles {

    private final int repositoryLength;
    private final PriorityQueue<SegmentFiles> segments = new PriorityQueue<>((a, b) -> a.key().compareTo(b.key()));

    MergedFiles(String repository, List<SegmentFiles> segments) {
        this.repositoryLength = repository.length();
        this.segments.addAll(segments);
    }

    Iterator<String> paths() {
        return iterator((path, segment) -> path);
    }

    Iterator<IndexedFile> files() {
        Map<SegmentFiles, SegmentFiles.Columns> columns = new HashMap<>();
        try {
            for (var segment : segments) {
                columns.put(segment, segment.columns());
            }
        } catch (IOException e) {
            throw IndexSnapshot.damaged(e);
        }
        return iterator((path, segment) -> columns.get(segment).file(path, segment.document()));
    }

    private <T> Iterator<T> iterator(BiFunction<String, SegmentFiles, T> of) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !segments.isEmpty();
            }

            @Override
            public T next() {
                var segment = segments.poll();
                if (segment == null) {
                    throw new NoSuchElementException();
                }
                var next = of.apply(Key.path(segment.key(), repositoryLength), segment);
                try {
                    if (segment.advance()) {
                        segments.add(segment);
                    }
                } catch (IOException e) {
                    throw IndexSnapshot.damaged(e);
                }
                return next;
            }
        };
    }
}
