package sigil.code.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import sigil.code.index.CharacterSet;

/** Bytes that stand one after the other in every match of a pattern, each as a set, found by the one that is the rarest. Immutable. */
final class ByteWindow {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    /** in which the two cases of a letter differ */
    private static final int CASE = 0x20;

    private final boolean[][] sets;
    private final int rarest;
    /** the least and the largest byte of the rarest set, if it has all between; else 1 and 0 */
    private final int least;
    private final int largest;
    /** both cases are looked for where one is found */
    private final long folded;

    /**
     * A window.
     *
     * @param sets   at least one, of ASCII only
     * @param rarest the number of the one to look for first
     */
    ByteWindow(List<CharacterSet> sets, int rarest) {
        this.sets = new boolean[sets.size()][256];
        for (int i = 0; i < this.sets.length; i++) {
            for (int c = 0; c < 128; c++) {
                this.sets[i][c] = sets.get(i).has(c);
            }
        }
        this.rarest = rarest;
        var members = IntStream.range(0, 128).filter(c -> this.sets[rarest][c]).toArray();
        boolean cases = members.length == 2 && (members[0] | CASE) == members[1];
        boolean whole = members.length > 0 && members[0] > 0 && members[members.length - 1] - members[0] == members.length - 1;
        this.folded = cases ? ONES * CASE : 0;
        this.least = cases ? members[1] : whole ? members[0] : 1;
        this.largest = cases ? members[1] : whole ? members[members.length - 1] : 0;
    }

    /**
     * Where it stands next.
     *
     * @param from where to begin; what lies before is not looked at
     * @param to   where to end
     * @return the place of the rarest byte, or -1
     */
    int find(byte[] bytes, int from, int to) {
        int last = to - (sets.length - 1 - rarest);
        for (int at = next(bytes, from + rarest, last); at >= 0; at = next(bytes, at + 1, last)) {
            if (fits(bytes, at - rarest)) {
                return at;
            }
        }
        return -1;
    }

    private boolean fits(byte[] bytes, int start) {
        for (int i = 0; i < sets.length; i++) {
            // what is negative is beyond ASCII
            if (!sets[i][bytes[start + i] & 0xff]) {
                return false;
            }
        }
        return true;
    }

    private int next(byte[] bytes, int from, int to) {
        int at = from;
        if (least <= largest) {
            // eight at a time: the highest bit of each byte says whether it lies between (after Anderson, Bit Twiddling Hacks)
            long below = ONES * (127 - (least - 1));
            long above = ONES * (127 + largest + 1);
            for (; at + 8 <= to; at += 8) {
                long eight = (long) LONGS.get(bytes, at) | folded;
                long seven = eight & ~HIGH;
                long between = above - seven & ~eight & seven + below & HIGH;
                if (between != 0) {
                    return at + (Long.numberOfTrailingZeros(between) >>> 3);
                }
            }
        }
        for (; at < to; at++) {
            if (sets[rarest][bytes[at] & 0xff]) {
                return at;
            }
        }
        return -1;
    }
}
