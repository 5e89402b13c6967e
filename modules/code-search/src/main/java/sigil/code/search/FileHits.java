package sigil.code.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a file held: the numbers and places of its matching lines, and its text for as long as they may have to be shown.
 *
 * @param bytes the text as UTF-8; empty if nothing matched
 */
record FileHits(String repository, String path, Status status, byte[] bytes, int[] numbers, int[] starts) {

    /** What became of a file. */
    enum Status {
        SEARCHED, BINARY, TOO_LARGE, UNREADABLE,
        /** it is not there, or not served, any more */
        GONE
    }

    private static final int LONGEST = 240;
    private static final byte[] NO_BYTES = {};
    private static final int[] NONE = {};

    static FileHits passedOver(String repository, String path, Status status) {
        return new FileHits(repository, path, status, NO_BYTES, NONE, NONE);
    }

    int count() {
        return numbers.length;
    }

    /** Whether something holds of any of the first matching lines. */
    boolean anyLine(int most, Predicate<String> holds) {
        for (int i = 0; i < Math.min(most, starts.length); i++) {
            if (holds.test(FileScan.text(bytes, starts[i], FileScan.lineEnd(bytes, starts[i], bytes.length)))) {
                return true;
            }
        }
        return false;
    }

    /** Shows matching lines {@code from} to before {@code to}, with context. */
    SearchResult.FileMatches show(int from, int to, int context, LineMatcher matcher, StopSignal stop) {
        var lines = new TreeMap<Integer, SearchResult.Line>();
        for (int i = from; i < to; i++) {
            before(starts[i], numbers[i], context, lines);
            int next = matchLine(starts[i], numbers[i], matcher, stop, lines);
            after(next, numbers[i], context, lines);
        }
        return new SearchResult.FileMatches(repository, path, new ArrayList<>(lines.values()));
    }

    private int matchLine(int start, int number, LineMatcher matcher, StopSignal stop, TreeMap<Integer, SearchResult.Line> lines) {
        int end = FileScan.lineEnd(bytes, start, bytes.length);
        var text = FileScan.text(bytes, start, end);
        LineMatcher.Span span;
        try {
            span = matcher.find(text, stop);
        } catch (Interruptible.Stopped e) {
            span = new LineMatcher.Span(0, 0);
        }
        lines.put(number, new SearchResult.Line(number, Clip.around(text, span.from(), span.to(), LONGEST), true, text.length() > LONGEST));
        return end + 1;
    }

    private void before(int start, int number, int context, TreeMap<Integer, SearchResult.Line> lines) {
        int end = start - 1;
        for (int i = 1; i <= context && end >= 0; i++) {
            int from = end;
            while (from > 0 && bytes[from - 1] != '\n') {
                from--;
            }
            context(from, end, number - i, lines);
            end = from - 1;
        }
    }

    private void after(int start, int number, int context, TreeMap<Integer, SearchResult.Line> lines) {
        int from = start;
        for (int i = 1; i <= context && from < bytes.length; i++) {
            int end = FileScan.lineEnd(bytes, from, bytes.length);
            context(from, end, number + i, lines);
            from = end + 1;
        }
    }

    private void context(int from, int end, int number, TreeMap<Integer, SearchResult.Line> lines) {
        lines.computeIfAbsent(number, n -> {
            var text = FileScan.text(bytes, from, end);
            return new SearchResult.Line(n, Clip.around(text, 0, 0, LONGEST), false, text.length() > LONGEST);
        });
    }

    /** Collects matching lines. */
    static final class Collector {
        private int[] numbers = new int[8];
        private int[] starts = new int[8];
        private int count;

        void add(int number, int start) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
                starts = Arrays.copyOf(starts, count * 2);
            }
            numbers[count] = number;
            starts[count++] = start;
        }

        int count() {
            return count;
        }

        /** The hits; {@code shift} is where {@code bytes} began when places were taken. */
        FileHits of(String repository, String path, byte[] bytes, int shift) {
            var places = Arrays.copyOf(starts, count);
            for (int i = 0; i < count; i++) {
                places[i] -= shift;
            }
            return new FileHits(repository, path, Status.SEARCHED, bytes, Arrays.copyOf(numbers, count), places);
        }
    }
}
