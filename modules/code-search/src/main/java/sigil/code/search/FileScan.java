package sigil.code.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Looks through one file after another. For one thread: it reads into a buffer of its own. */
final class FileScan {

    private static final int CHECK_EVERY = 256;

    private final LineMatcher matcher;
    private final int largest;
    private final StopSignal stop;
    private byte[] buffer = new byte[64 << 10];

    /**
     * A scan.
     *
     * @param largest files of more bytes are not searched
     */
    FileScan(LineMatcher matcher, int largest, StopSignal stop) {
        this.matcher = matcher;
        this.largest = largest;
        this.stop = stop;
    }

    /** Looks through a file; may throw {@link Interruptible.Stopped}. */
    FileHits scan(String repository, Entry file, FolderCursor cursor) {
        if (file.size() > largest) {
            return FileHits.passedOver(repository, file.path(), FileHits.Status.TOO_LARGE);
        }
        int length;
        try (var channel = cursor.file(file.path())) {
            length = fill(channel, (int) file.size());
        } catch (IOException e) {
            return FileHits.passedOver(repository, file.path(), FileHits.Status.UNREADABLE);
        }
        if (length > largest) {
            return FileHits.passedOver(repository, file.path(), FileHits.Status.TOO_LARGE);
        }
        if (FirstBytes.binary(buffer, length)) {
            return FileHits.passedOver(repository, file.path(), FileHits.Status.BINARY);
        }
        return asUtf8(repository, file.path(), length);
    }

    private int fill(SeekableByteChannel channel, int expected) throws IOException {
        if (buffer.length <= expected) {
            buffer = new byte[Math.min(largest + 1, Math.max(expected + 1, buffer.length * 2))];
        }
        var target = ByteBuffer.wrap(buffer);
        while (channel.read(target) >= 0) {
            if (!target.hasRemaining()) {
                if (buffer.length > largest) {
                    break;
                }
                buffer = Arrays.copyOf(buffer, (int) Math.min(largest + 1L, buffer.length * 2L));
                target = ByteBuffer.wrap(buffer).position(target.position());
            }
        }
        return target.position();
    }

    private FileHits asUtf8(String repository, String path, int length) {
        return switch (FirstBytes.mark(buffer, length)) {
            case UTF_16LE -> decoded(repository, path, length, 2, StandardCharsets.UTF_16LE);
            case UTF_16BE -> decoded(repository, path, length, 2, StandardCharsets.UTF_16BE);
            case UTF_8 -> validated(repository, path, 3, length);
            case NONE -> validated(repository, path, 0, length);
        };
    }

    private FileHits validated(String repository, String path, int from, int length) {
        var check = new Utf8Check();
        check.accept(buffer, from, length);
        return check.valid() ? lines(repository, path, buffer, from, length)
                : decoded(repository, path, length, from, Charset.forName(TextEncoding.WINDOWS_1252.label()));
    }

    private FileHits decoded(String repository, String path, int length, int from, Charset charset) {
        var bytes = new String(buffer, from, length - from, charset).getBytes(StandardCharsets.UTF_8);
        return lines(repository, path, bytes, 0, bytes.length);
    }

    private FileHits lines(String repository, String path, byte[] bytes, int from, int to) {
        var hits = new FileHits.Collector();
        var prefilter = matcher.prefilter();
        int counted = from;
        int number = 1;
        int looked = 0;
        for (int at = from; at < to; ) {
            int start = at;
            int beyond = at;
            if (prefilter.isPresent()) {
                beyond = prefilter.get().find(bytes, at, to);
                if (beyond < 0) {
                    break;
                }
                start = beyond;
                while (start > at && bytes[start - 1] != '\n') {
                    start--;
                }
            }
            int end = lineEnd(bytes, beyond, to);
            if (++looked % CHECK_EVERY == 0 && stop.raised()) {
                throw new Interruptible.Stopped();
            }
            if (matcher.prefilterDecides() || matcher.find(text(bytes, start, end), stop).found()) {
                while (counted < start) {
                    number += bytes[counted++] == '\n' ? 1 : 0;
                }
                hits.add(number, start);
            }
            at = end + 1;
        }
        // the bytes are kept for showing lines only where there are lines to show
        return hits.isEmpty() ? FileHits.passedOver(repository, path, FileHits.Status.SEARCHED)
                : hits.of(repository, path, bytes == buffer ? Arrays.copyOfRange(bytes, from, to) : bytes, bytes == buffer ? from : 0);
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
