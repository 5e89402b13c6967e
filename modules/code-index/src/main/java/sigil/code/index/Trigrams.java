package sigil.code.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The different groups of three bytes of a text, letters folded. A match lies within a line, so none crosses a line's end; but the last two bytes of
 * a line make one with its end, so that each two bytes begin a group. For one thread: it keeps two megabytes to do it in.
 */
final class Trigrams {

    private final long[] seen = new long[1 << 18];
    private int[] found = new int[4096];
    private int count;

    private int group;
    private int length;

    /** Takes a text instead of the one before. */
    void read(byte[] text, int from, int to) {
        for (int i = 0; i < count; i++) {
            seen[found[i] >>> 6] = 0;
        }
        count = 0;
        group = 0;
        length = 0;
        for (int at = from; at < to; ) {
            int b = text[at];
            if (b >= 0) {
                add(b >= 'A' && b <= 'Z' ? b + 32 : b);
                at++;
            } else {
                at = beyondAscii(text, at, to);
            }
        }
        add('\n');
    }

    private int beyondAscii(byte[] text, int at, int to) {
        int lead = text[at] & 0xff;
        int end = Math.min(to, at + (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2));
        int character = lead & (lead >= 0xf0 ? 0x07 : lead >= 0xe0 ? 0x0f : 0x1f);
        for (int i = at + 1; i < end; i++) {
            character = character << 6 | text[i] & 0x3f;
        }
        int folded = Folding.fold(character);
        if (folded == character) {
            for (int i = at; i < end; i++) {
                add(text[i] & 0xff);
            }
        } else {
            for (byte b : Character.toString(folded).getBytes(StandardCharsets.UTF_8)) {
                add(b & 0xff);
            }
        }
        return end;
    }

    private void add(int b) {
        if (b == '\n' || b == '\r') {
            if (length >= 2) {
                mark((group << 8 | '\n') & 0xffffff);
            }
            length = 0;
            return;
        }
        group = (group << 8 | b) & 0xffffff;
        if (++length >= 3) {
            mark(group);
        }
    }

    private void mark(int group) {
        long bit = 1L << group;
        if ((seen[group >>> 6] & bit) == 0) {
            seen[group >>> 6] |= bit;
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = group;
        }
    }

    int count() {
        return count;
    }

    int get(int i) {
        return found[i];
    }
}
