package sigil.code.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The patterns of one ignore file, in order: the last that matches decides. */
final class IgnoreList {

    static final IgnoreList EMPTY = new IgnoreList(List.of());

    /** What a list says of a path. */
    enum Verdict { SILENT, IGNORED, WANTED }

    private final List<IgnorePattern> lastFirst;

    private IgnoreList(List<IgnorePattern> patterns) {
        this.lastFirst = List.copyOf(patterns.reversed());
    }

    static IgnoreList of(List<String> patterns) {
        return new IgnoreList(patterns.stream().map(IgnorePattern::of).toList());
    }

    /** Reads an ignore file: UTF-8 mark dropped, comments and empty lines dropped, a CR at a line's end dropped, unescaped trailing spaces dropped. */
    static IgnoreList parse(byte[] file) {
        var patterns = new ArrayList<IgnorePattern>();
        int at = file.length >= 3 && (file[0] & 0xff) == 0xef && (file[1] & 0xff) == 0xbb && (file[2] & 0xff) == 0xbf ? 3 : 0;
        while (at < file.length) {
            int end = at;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            int to = end > at && file[end - 1] == '\r' ? end - 1 : end;
            if (to > at && file[at] != '#') {
                patterns.add(IgnorePattern.of(Arrays.copyOfRange(file, at, trimmed(file, at, to))));
            }
            at = end + 1;
        }
        return new IgnoreList(patterns);
    }

    private static int trimmed(byte[] line, int from, int to) {
        int spaces = -1;
        for (int i = from; i < to; i++) {
            if (line[i] == ' ') {
                spaces = spaces < 0 ? i : spaces;
            } else {
                spaces = -1;
                if (line[i] == '\\' && ++i >= to) {
                    return to;
                }
            }
        }
        return spaces < 0 ? to : spaces;
    }

    boolean isEmpty() {
        return lastFirst.isEmpty();
    }

    /** See {@link IgnorePattern#matches}. */
    Verdict judge(byte[] path, int base, int name, boolean directory) {
        for (var pattern : lastFirst) {
            if (pattern.matches(path, base, name, directory)) {
                return pattern.negated() ? Verdict.WANTED : Verdict.IGNORED;
            }
        }
        return Verdict.SILENT;
    }
}
