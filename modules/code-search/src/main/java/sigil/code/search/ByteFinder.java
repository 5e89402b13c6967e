package sigil.code.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds a text in UTF-8 bytes (Horspool), with or without regard to the case of ASCII letters. */
final class ByteFinder {

    private final byte[] needle;
    private final byte[] fold = new byte[256];
    private final int[] skip = new int[256];

    ByteFinder(String text, boolean insensitive) {
        for (int i = 0; i < 256; i++) {
            fold[i] = (byte) (insensitive && i >= 'A' && i <= 'Z' ? i + 32 : i);
        }
        needle = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < needle.length; i++) {
            needle[i] = fold[needle[i] & 0xff];
        }
        Arrays.fill(skip, needle.length);
        for (int i = 0; i < needle.length - 1; i++) {
            skip[needle[i] & 0xff] = needle.length - 1 - i;
        }
        if (insensitive) {
            for (int c = 'A'; c <= 'Z'; c++) {
                skip[c] = skip[c + 32];
            }
        }
    }

    /** The first place at or after {@code from} and wholly before {@code to}, or -1. */
    int find(byte[] bytes, int from, int to) {
        int tail = needle.length - 1;
        byte last = needle[tail];
        for (int at = from + tail; at < to; ) {
            int b = bytes[at] & 0xff;
            if (fold[b] == last && equal(bytes, at - tail)) {
                return at - tail;
            }
            at += skip[b];
        }
        return -1;
    }

    private boolean equal(byte[] bytes, int at) {
        for (int i = 0; i < needle.length - 1; i++) {
            if (fold[bytes[at + i] & 0xff] != needle[i]) {
                return false;
            }
        }
        return true;
    }
}
