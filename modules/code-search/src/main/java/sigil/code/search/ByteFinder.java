package sigil.code.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds a text in UTF-8 bytes: with regard to case by what the Java platform has for strings, else with no regard to the case of ASCII letters
 * (Horspool).
 */
final class ByteFinder {

    private final byte[] needle;
    private final boolean insensitive;
    private final String latin;
    private final byte[] fold = new byte[256];
    private final int[] skip = new int[256];

    ByteFinder(String text, boolean insensitive) {
        this.insensitive = insensitive;
        for (int i = 0; i < 256; i++) {
            fold[i] = (byte) (insensitive && i >= 'A' && i <= 'Z' ? i + 32 : i);
        }
        needle = text.getBytes(StandardCharsets.UTF_8);
        latin = new String(needle, StandardCharsets.ISO_8859_1);
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

    /** How many bytes the text has. */
    int length() {
        return needle.length;
    }

    /** Where to look: part of some bytes. */
    final class Haystack {
        private final byte[] bytes;
        private final int begin;
        private final int end;
        /** each byte as a character: a copy, but it is found in at several times the speed of a loop over bytes */
        private final String text;

        private Haystack(byte[] bytes, int begin, int end) {
            this.bytes = bytes;
            this.begin = begin;
            this.end = end;
            this.text = insensitive ? "" : new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
        }

        /** The first place at or after {@code from}, or -1. */
        int find(int from) {
            if (insensitive) {
                return ByteFinder.this.find(bytes, from, end);
            }
            int at = text.indexOf(latin, from - begin);
            return at < 0 ? -1 : at + begin;
        }
    }

    Haystack in(byte[] bytes, int from, int to) {
        return new Haystack(bytes, from, to);
    }

    private int find(byte[] bytes, int from, int to) {
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
