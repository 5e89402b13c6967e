package sigil.code.search;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;

/** Looks through one file after another. For one thread. */
final class FileScan {

    private static final int CHECK_EVERY = 256;
    /** Shorter texts stand in too many lines: the automaton finds fewer. */
    private static final int SHORTEST_TEXT = 3;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final LineMatcher matcher;
    private final int largest;
    private final StopSignal stop;
    private final long most;
    private final int context;
    private final FileText text;
    private final Optional<LineFinder> candidates;
    private final Optional<ByteFinder> prefilter;

    /**
     * A scan.
     *
     * @param query   how many lines are of interest
     * @param largest files of more bytes are not searched
     */
    FileScan(SearchQuery query, LineMatcher matcher, int largest, StopSignal stop) {
        // as many lines may be looked at for whole words, on however small a page
        this.most = Math.max(query.mostLines(), WholeWordsFirst.LINES);
        this.context = query.context();
        this.matcher = matcher;
        this.largest = largest;
        this.stop = stop;
        this.text = new FileText(largest);
        this.candidates = matcher.lines().map(LineFinder::new);
        this.prefilter = matcher.prefilter().filter(finder -> candidates.isEmpty() || finder.length() >= SHORTEST_TEXT);
    }

    /** Looks through a file; may throw {@link Interruptible.Stopped}. */
    FileHits scan(String repository, Entry file, FolderCursor cursor) {
        if (file.size() > largest) {
            return FileHits.passedOver(repository, file.path(), FileHits.Status.TOO_LARGE);
        }
        FileHits.Status status;
        try (var channel = cursor.file(file.path())) {
            status = text.read(channel, file.size());
        } catch (NoSuchFileException e) {
            status = cursor.judges() ? FileHits.Status.GONE : FileHits.Status.UNREADABLE;
        } catch (IOException e) {
            status = FileHits.Status.UNREADABLE;
        }
        return status == FileHits.Status.SEARCHED ? lines(repository, file.path(), text.bytes(), text.from(), text.to())
                : FileHits.passedOver(repository, file.path(), status);
    }

    private FileHits lines(String repository, String path, byte[] bytes, int from, int to) {
        var hits = new FileHits.Collector();
        var haystack = prefilter.map(finder -> finder.in(bytes, from, to));
        int counted = from;
        int number = 1;
        int looked = 0;
        int first = from;
        int last = from;
        for (int at = from; at < to; ) {
            int within = haystack.isPresent() ? haystack.get().find(at) : candidates.isPresent() ? candidates.get().find(bytes, at, to) : at;
            if (within < 0) {
                break;
            }
            int start = within;
            while (start > at && bytes[start - 1] != '\n') {
                start--;
            }
            int end = lineEnd(bytes, within, to);
            if (++looked % CHECK_EVERY == 0 && stop.raised()) {
                throw new Interruptible.Stopped();
            }
            if (matches(bytes, start, end)) {
                number += lineEnds(bytes, counted, start);
                counted = start;
                hits.add(number, start);
                first = hits.count() == 1 ? start : first;
                last = end;
                if (hits.count() >= most) {
                    break;
                }
            }
            at = end + 1;
        }
        if (hits.count() == 0) {
            return FileHits.passedOver(repository, path, FileHits.Status.SEARCHED);
        }
        // of the bytes, which will be another file's, those are kept that may be shown
        int shown = before(bytes, first, from);
        return hits.of(repository, path, Arrays.copyOfRange(bytes, shown, after(bytes, last, to)), shown);
    }

    /** Where the lines begin that may be shown before the one that begins here. */
    private int before(byte[] bytes, int lineStart, int from) {
        int start = lineStart;
        for (int i = 0; i < context && start > from; i++) {
            start--;
            while (start > from && bytes[start - 1] != '\n') {
                start--;
            }
        }
        return start;
    }

    /** Where the lines end that may be shown after the one that ends here. */
    private int after(byte[] bytes, int lineEnd, int to) {
        int end = lineEnd;
        for (int i = 0; i < context && end < to; i++) {
            end = lineEnd(bytes, end + 1, to);
        }
        return Math.min(end + 1, to);
    }

    private boolean matches(byte[] bytes, int start, int end) {
        return matcher.prefilterDecides()
                || (prefilter.isEmpty() || candidates.isEmpty() || candidates.get().find(bytes, start, end) >= 0)
                && matcher.find(text(bytes, start, end), stop).found();
    }

    /** How many lines end in a part, eight bytes at a time. */
    private static int lineEnds(byte[] bytes, int from, int to) {
        int ends = 0;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            // what is zero was a line's end; its highest bit stays clear
            long other = (long) LONGS.get(bytes, at) ^ 0x0a0a0a0a0a0a0a0aL;
            ends += 8 - Long.bitCount(((other & 0x7f7f7f7f7f7f7f7fL) + 0x7f7f7f7f7f7f7f7fL | other) & 0x8080808080808080L);
        }
        for (; at < to; at++) {
            ends += bytes[at] == '\n' ? 1 : 0;
        }
        return ends;
    }

    static int lineEnd(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** A line without its end. */
    static String text(byte[] bytes, int start, int end) {
        boolean ended = end < bytes.length && bytes[end] == '\n';
        int to = ended && end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        return new String(bytes, start, to - start, StandardCharsets.UTF_8);
    }
}
