package sigil.code.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells, piece by piece, whether bytes are well-formed UTF-8 (RFC 3629, section 4). ASCII passes eight bytes at a time. */
final class Utf8Check {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private int pending;
    private int low = 0x80;
    private int high = 0xbf;
    private boolean broken;

    /** Takes the next piece. */
    void accept(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && !broken) {
            if (pending == 0) {
                while (i + 8 <= to && ((long) LONGS.get(bytes, i) & 0x8080808080808080L) == 0) {
                    i += 8;
                }
                while (i < to && bytes[i] >= 0) {
                    i++;
                }
                if (i < to) {
                    lead(bytes[i++] & 0xff);
                }
            } else {
                int b = bytes[i++] & 0xff;
                broken = b < low || b > high;
                low = 0x80;
                high = 0xbf;
                pending--;
            }
        }
    }

    private void lead(int b) {
        if (b >= 0xc2 && b <= 0xdf) {
            pending = 1;
        } else if (b >= 0xe0 && b <= 0xef) {
            pending = 2;
            low = b == 0xe0 ? 0xa0 : 0x80;
            high = b == 0xed ? 0x9f : 0xbf;
        } else if (b >= 0xf0 && b <= 0xf4) {
            pending = 3;
            low = b == 0xf0 ? 0x90 : 0x80;
            high = b == 0xf4 ? 0x8f : 0xbf;
        } else {
            broken = true;
        }
    }

    /** Whether everything so far is well-formed and complete. */
    boolean valid() {
        return !broken && pending == 0;
    }

    /** The largest end, at most {@code to}, that does not cut a well-formed sequence. */
    static int cut(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && end > to - 4 && end < bytes.length && (bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        return end;
    }
}
