package sigil.code.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds lines in which a pattern may match, in one pass over their bytes: an automaton whose states are made as they are met, and forgotten when
 * there are too many. Where that happens again and again it finds every line, so that the engine, which can be interrupted, decides. For one
 * thread.
 */
final class LineFinder {

    private static final int MOST_STATES = 1_000;
    private static final int MOST_FORGOTTEN = 20;
    /** one for each byte: one look at a table, where classes of bytes would take two, one after the other */
    private static final int WIDTH = 256;
    private static final int UNKNOWN = -1;
    private static final int FOUND = -2;

    /** Places as a key. */
    private record Places(long[] words) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Places that && Arrays.equals(words, that.words);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(words);
        }
    }

    private final LineProgram program;
    private final byte[] classes;
    private final Optional<ByteWindow> window;
    /** the bytes of each class */
    private final byte[][] members;
    private final Map<Places, Integer> known = new HashMap<>();
    private final List<long[]> places = new ArrayList<>();
    /** of each state and byte the next state, as where its row begins; or less than 0 */
    private int[] table;
    private int forgotten;

    LineFinder(LineProgram program) {
        this.program = program;
        this.classes = program.classes();
        this.window = program.window();
        this.members = new byte[program.classCount()][];
        for (int byteClass = 0; byteClass < members.length; byteClass++) {
            members[byteClass] = members(classes, byteClass);
        }
        this.table = new int[16 * WIDTH];
        forget();
    }

    private static byte[] members(byte[] classes, int byteClass) {
        var members = new byte[classes.length];
        int count = 0;
        for (int b = 0; b < classes.length; b++) {
            if (classes[b] == byteClass) {
                members[count++] = (byte) b;
            }
        }
        return Arrays.copyOf(members, count);
    }

    private void forget() {
        known.clear();
        places.clear();
        state(program.start());
    }

    /** The row of a state. */
    private int state(long[] state) {
        var key = new Places(state);
        var row = known.get(key);
        if (row == null) {
            row = places.size() * WIDTH;
            if (row + WIDTH > table.length) {
                table = Arrays.copyOf(table, table.length * 2);
            }
            Arrays.fill(table, row, row + WIDTH, UNKNOWN);
            known.put(key, row);
            places.add(state);
        }
        return row;
    }

    private int make(int row, int byteClass) {
        if (byteClass == LineProgram.LINE_END) {
            return set(row, byteClass, 0);
        }
        var next = program.step(places.get(row / WIDTH), byteClass);
        if (program.accepts(next)) {
            return set(row, byteClass, FOUND);
        }
        if (places.size() == MOST_STATES && !known.containsKey(new Places(next))) {
            forget();
            forgotten++;
            return state(next);
        }
        return set(row, byteClass, state(next));
    }

    private int set(int row, int byteClass, int next) {
        for (byte member : members[byteClass]) {
            table[row + (member & 0xff)] = next;
        }
        return next;
    }

    /**
     * The first place, within a line, where a match may end.
     *
     * @param from where a line begins
     * @return the place of a byte of that line, or -1
     */
    int find(byte[] bytes, int from, int to) {
        if (forgotten > MOST_FORGOTTEN) {
            return from < to ? from : -1;
        }
        if (window.isEmpty()) {
            return run(bytes, from, to);
        }
        for (int at = window.get().find(bytes, from, to); at >= 0; ) {
            int start = at;
            while (start > from && bytes[start - 1] != '\n') {
                start--;
            }
            int end = FileScan.lineEnd(bytes, at, to);
            int found = run(bytes, start, end);
            if (found >= 0) {
                return found;
            }
            at = end < to ? window.get().find(bytes, end + 1, to) : -1;
        }
        return -1;
    }

    private int run(byte[] bytes, int from, int to) {
        int row = 0;
        int at = from;
        while (true) {
            // in a loop without calls the table stays where it is
            var rows = table;
            int next = 0;
            while (at < to && (next = rows[row + (bytes[at] & 0xff)]) >= 0) {
                row = next;
                at++;
            }
            if (at >= to) {
                return -1;
            }
            row = next == FOUND ? FOUND : make(row, classes[bytes[at] & 0xff]);
            if (row == FOUND || forgotten > MOST_FORGOTTEN) {
                return at;
            }
            at++;
        }
    }
}
