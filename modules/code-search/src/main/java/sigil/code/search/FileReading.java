package sigil.code.search;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads ranges of lines from text files. Memory is bounded by the page, not by the file. */
public final class FileReading {

    /** The largest file read unless told otherwise: 64 MiB. */
    public static final long STANDARD_LIMIT = 64L << 20;

    private static final int PIECE = 64 << 10;

    private final PathGate gate;
    private final long largest;

    /**
     * Reading behind a gate.
     *
     * @param gate judges every path
     */
    public FileReading(PathGate gate) {
        this(gate, STANDARD_LIMIT);
    }

    /**
     * Reading behind a gate.
     *
     * @param gate         judges every path
     * @param largestBytes at least 1: larger files are not read
     */
    public FileReading(PathGate gate, long largestBytes) {
        Ranges.atLeast("largestBytes", largestBytes, 1);
        this.gate = gate;
        this.largest = largestBytes;
    }

    /**
     * Reads lines. {@code \n} and {@code \r\n} end a line; a byte order mark is dropped.
     *
     * @param repository where
     * @param path       repository-relative
     * @param startLine  first line, from 1; beyond the end gives no lines
     * @param endLine    last line, with it, not before the first; {@link Integer#MAX_VALUE} for the end of the file
     * @param maxBytes   at least 1: how many bytes of UTF-8 text to answer with; the first line comes in any case, clipped if need be
     * @return the lines, or why there are none
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ReadOutcome read(Repository repository, String path, int startLine, int endLine, int maxBytes) {
        Ranges.atLeast("startLine", startLine, 1);
        Ranges.atLeast("endLine", endLine, startLine);
        Ranges.atLeast("maxBytes", maxBytes, 1);
        return switch (gate.open(repository, path)) {
            case Passage.Closed() -> new Refused(path);
            case Passage.OpenedFolder directory -> {
                directory.folder().close();
                yield new ReadOutcome.IsDirectory(directory.level().directory());
            }
            case Passage.OpenedFile file -> {
                try (var channel = file.channel(); var in = Channels.newInputStream(channel)) {
                    yield file.size() > largest ? new ReadOutcome.TooLarge(file.path(), file.size(), largest)
                            : read(file, in, new LinePage(startLine, endLine, maxBytes));
                } catch (IOException e) {
                    yield new Refused(path);
                }
            }
        };
    }

    private ReadOutcome read(Passage.OpenedFile file, InputStream in, LinePage page) throws IOException {
        var piece = new byte[PIECE];
        int length = in.readNBytes(piece, 0, PIECE);
        if (FirstBytes.binary(piece, length)) {
            return new ReadOutcome.Binary(file.path(), file.size(), FirstBytes.kind(piece, length));
        }
        var mark = FirstBytes.mark(piece, length);
        TextEncoding encoding = switch (mark) {
            case UTF_16LE -> utf16(piece, length, in, StandardCharsets.UTF_16LE, page, TextEncoding.UTF_16LE);
            case UTF_16BE -> utf16(piece, length, in, StandardCharsets.UTF_16BE, page, TextEncoding.UTF_16BE);
            case UTF_8, NONE -> bytes(piece, mark.length, length, in, page);
        };
        page.finish();
        return new ReadOutcome.Text(file.path(), page.lines(encoding), page.totalLines(), file.size(), encoding, page.truncated(), page.nextLine());
    }

    private TextEncoding bytes(byte[] piece, int from, int firstLength, InputStream in, LinePage page) throws IOException {
        var utf8 = new Utf8Check();
        long left = largest;
        int start = from;
        // a file that grows while it is read must not be read for ever
        for (int length = firstLength; length > 0 && left > 0; length = in.readNBytes(piece, 0, PIECE)) {
            utf8.accept(piece, start, length);
            page.accept(piece, start, length);
            left -= length;
            start = 0;
        }
        return utf8.valid() ? TextEncoding.UTF_8 : TextEncoding.WINDOWS_1252;
    }

    private TextEncoding utf16(byte[] first, int length, InputStream rest, Charset charset, LinePage page, TextEncoding encoding)
            throws IOException {
        var whole = new SequenceInputStream(new ByteArrayInputStream(first, 2, length - 2), rest);
        var reader = new InputStreamReader(whole, charset);
        var chars = new char[PIECE / 4];
        long left = largest;
        int kept = 0;
        for (int n = reader.read(chars, 0, chars.length); n > 0 && left > 0; n = reader.read(chars, kept, chars.length - kept)) {
            int end = kept + n;
            // the halves of a pair are encoded together
            int cut = Character.isHighSurrogate(chars[end - 1]) && end > 1 ? end - 1 : end;
            var bytes = new String(chars, 0, cut).getBytes(StandardCharsets.UTF_8);
            page.accept(bytes, 0, bytes.length);
            left -= 2L * n;
            kept = end - cut;
            System.arraycopy(chars, cut, chars, 0, kept);
        }
        if (kept > 0) {
            page.accept(new byte[] {'?'}, 0, 1);
        }
        return encoding;
    }
}
