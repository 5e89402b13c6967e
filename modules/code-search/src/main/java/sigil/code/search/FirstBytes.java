package sigil.code.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What the beginning of a file tells: its byte order mark, whether it is binary, and what kind of binary. */
final class FirstBytes {

    /** How far a NUL makes a file binary. */
    static final int PROBE = 8192;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** A byte order mark and how many bytes it takes. */
    enum Mark {
        NONE(0), UTF_8(3), UTF_16LE(2), UTF_16BE(2);

        final int length;

        Mark(int length) {
            this.length = length;
        }
    }

    private FirstBytes() {
    }

    static Mark mark(byte[] bytes, int length) {
        if (starts(bytes, length, 0xef, 0xbb, 0xbf)) {
            return Mark.UTF_8;
        }
        // the mark of UTF-32LE begins like that of UTF-16LE; nobody keeps source in it
        if (starts(bytes, length, 0xff, 0xfe) && !starts(bytes, length, 0xff, 0xfe, 0, 0)) {
            return Mark.UTF_16LE;
        }
        return starts(bytes, length, 0xfe, 0xff) ? Mark.UTF_16BE : Mark.NONE;
    }

    static boolean binary(byte[] bytes, int length) {
        var mark = mark(bytes, length);
        if (mark == Mark.UTF_16LE || mark == Mark.UTF_16BE) {
            return false;
        }
        int end = Math.min(length, PROBE);
        int at = 0;
        for (; at + 8 <= end; at += 8) {
            long eight = (long) LONGS.get(bytes, at);
            if ((eight - 0x0101010101010101L & ~eight & 0x8080808080808080L) != 0) {
                return true;
            }
        }
        for (; at < end; at++) {
            if (bytes[at] == 0) {
                return true;
            }
        }
        return false;
    }

    /** A few words for what a binary file is. */
    static String kind(byte[] bytes, int length) {
        var head = new String(bytes, 0, Math.min(length, 16), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG")) {
            return "PNG image";
        } else if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return "JPEG image";
        } else if (head.startsWith("GIF8")) {
            return "GIF image";
        } else if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return "WebP image";
        } else if (head.startsWith("%PDF")) {
            return "PDF document";
        } else if (head.startsWith("PK\u0003\u0004")) {
            return "zip archive (or jar, docx, ...)";
        } else if (head.startsWith("\u001f\u008b")) {
            return "gzip data";
        } else if (head.startsWith("\u007fELF")) {
            return "ELF program or library";
        } else if (head.startsWith("\u00ca\u00fe\u00ba\u00be")) {
            return "Java class or Mach-O program";
        } else if (head.startsWith("\0asm")) {
            return "WebAssembly module";
        } else if (head.startsWith("SQLite format 3")) {
            return "SQLite database";
        }
        return "binary data";
    }

    private static boolean starts(byte[] bytes, int length, int... wanted) {
        if (length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
