package sigil.code.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of one file after another, as UTF-8. Whoever searches files and whoever indexes them reads them here, so that both see the same
 * bytes. For one thread: it reads into a buffer of its own.
 */
final class FileText {

    private final int largest;
    private byte[] buffer = new byte[64 << 10];
    private byte[] bytes = buffer;
    private int from;
    private int to;

    /**
     * Texts.
     *
     * @param largest files of more bytes are not read
     */
    FileText(int largest) {
        this.largest = largest;
    }

    /** Reads a file instead of the one before; {@code SEARCHED} if it is text. The size may be wrong, it only saves time. */
    FileHits.Status read(ReadableByteChannel channel, long size) throws IOException {
        int length = fill(channel, (int) Math.min(size, largest));
        if (length > largest) {
            return FileHits.Status.TOO_LARGE;
        }
        if (FirstBytes.binary(buffer, length)) {
            return FileHits.Status.BINARY;
        }
        switch (FirstBytes.mark(buffer, length)) {
            case UTF_16LE -> decode(2, length, StandardCharsets.UTF_16LE);
            case UTF_16BE -> decode(2, length, StandardCharsets.UTF_16BE);
            case UTF_8 -> validate(3, length);
            case NONE -> validate(0, length);
        }
        return FileHits.Status.SEARCHED;
    }

    private int fill(ReadableByteChannel channel, int expected) throws IOException {
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

    private void validate(int start, int length) {
        var check = new Utf8Check();
        check.accept(buffer, start, length);
        if (check.valid()) {
            bytes = buffer;
            from = start;
            to = length;
        } else {
            decode(start, length, Charset.forName(TextEncoding.WINDOWS_1252.label()));
        }
    }

    private void decode(int start, int length, Charset charset) {
        bytes = new String(buffer, start, length - start, charset).getBytes(StandardCharsets.UTF_8);
        from = 0;
        to = bytes.length;
    }

    /** The bytes among which the text is. */
    byte[] bytes() {
        return bytes;
    }

    /** Where it begins. */
    int from() {
        return from;
    }

    /** Where it ends. */
    int to() {
        return to;
    }
}
