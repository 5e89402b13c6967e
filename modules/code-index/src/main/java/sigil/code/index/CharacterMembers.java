package sigil.code.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Gathers the members of a class of characters. For one thread, once. */
final class CharacterMembers {

    private static final int MOST_TEXTS = 16;

    private final boolean insensitive;
    /** what may match: never too little */
    private final boolean[] may = new boolean[128];
    /** what certainly matches: never too much, so that it can be taken away */
    private final boolean[] must = new boolean[128];
    private final TreeSet<String> texts = new TreeSet<>();
    private boolean beyond;
    private boolean certain = true;

    CharacterMembers(boolean insensitive) {
        this.insensitive = insensitive;
    }

    /** From one character to another; a range that is none, which the engine refuses, may be anything. */
    void add(int low, int high) {
        if (high < low || low < 0) {
            addUnknown();
            return;
        }
        for (int c = low; c <= Math.min(high, 127); c++) {
            ascii(c);
        }
        if (high > 127) {
            beyond = true;
            if (insensitive) {
                // the Kelvin sign and the long s have ASCII letters for cases; who knows what the engine's tables hold
                letters();
            }
        }
        certain &= high - low < MOST_TEXTS;
        for (int c = low; c <= high && certain; c++) {
            certain = certain(c);
            texts.add(TrigramQuery.folded(Character.toString(c)));
        }
    }

    /**
     * Whether only what folds to the same character matches this one. Beyond ASCII the engine that executes patterns has tables of its own.
     * A line's end is in no group, and U+FFFD stands for characters that are kept away from that engine.
     */
    private boolean certain(int c) {
        return c != '\n' && c != '\r' && c != 0xfffd && Character.getType(c) != Character.SURROGATE && (c < 128 || !insensitive);
    }

    private void ascii(int c) {
        may[c] = true;
        must[c] = true;
        if (insensitive && Character.isLetter(c)) {
            may[c ^ 0x20] = true;
            beyond |= "kKsS".indexOf(c) >= 0;
        }
    }

    private void letters() {
        for (int c = 'A'; c <= 'Z'; c++) {
            may[c] = true;
            may[c + 0x20] = true;
        }
    }

    /** One of the classes that are named by a letter: {@code d D w W s S}. */
    void addClass(int name) {
        boolean inner = Character.isLowerCase(name);
        for (int c = 0; c < 128; c++) {
            if (of(Character.toLowerCase(name), c) == inner) {
                may[c] = true;
                must[c] = true;
            }
        }
        beyond |= !inner || insensitive && name == 'w';
        if (name == 'd') {
            for (int c = '0'; c <= '9'; c++) {
                texts.add(Character.toString(c));
            }
        } else {
            certain = false;
        }
        if (insensitive && !inner) {
            // the complement of what is folded, or what is folded of the complement
            addUnknown();
        }
    }

    private static boolean of(int name, int c) {
        return switch (name) {
            case 'd' -> c >= '0' && c <= '9';
            case 's' -> c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
            default -> c == '_' || Character.isLetterOrDigit(c);
        };
    }

    /** A class that is not known here. */
    void addUnknown() {
        Arrays.fill(may, true);
        beyond = true;
        certain = false;
    }

    CharacterSet set(boolean negated) {
        long low = 0;
        long high = 0;
        for (int c = 0; c < 128; c++) {
            if (negated ? !must[c] : may[c]) {
                low |= c < 64 ? 1L << c : 0;
                high |= c < 64 ? 0 : 1L << c;
            }
        }
        boolean few = certain && !negated && texts.size() <= MOST_TEXTS;
        return new CharacterSet(low, high, negated || beyond, few ? new ArrayList<>(texts) : List.of());
    }
}
