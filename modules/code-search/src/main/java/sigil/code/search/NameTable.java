package sigil.code.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Things that are found by a pattern of names: of many, only those are tried of which the first or the last character fits. */
final class NameTable<T> {

    private record Row<T>(NameGlob glob, T thing) {
    }

    private final Map<Character, List<Row<T>>> byFirst = new HashMap<>();
    private final Map<Character, List<Row<T>>> byLast = new HashMap<>();
    private final List<Row<T>> others = new ArrayList<>();

    void add(NameGlob glob, T thing) {
        var row = new Row<>(glob, thing);
        var text = glob.text();
        if (plain(text, 0)) {
            byFirst.computeIfAbsent(text.charAt(0), c -> new ArrayList<>()).add(row);
        } else if (plain(text, text.length() - 1)) {
            byLast.computeIfAbsent(text.charAt(text.length() - 1), c -> new ArrayList<>()).add(row);
        } else {
            others.add(row);
        }
    }

    private static boolean plain(String pattern, int at) {
        return !pattern.isEmpty() && pattern.charAt(at) != '*' && pattern.charAt(at) != '?';
    }

    /** Whether something holds of anything of which the pattern matches a name, given in lower case. */
    boolean any(String name, Predicate<T> holds) {
        return !name.isEmpty() && (any(byFirst.get(name.charAt(0)), name, holds) || any(byLast.get(name.charAt(name.length() - 1)), name, holds))
                || any(others, name, holds);
    }

    /** A plain loop: this is asked for every file of every walk. */
    private static <T> boolean any(List<Row<T>> rows, String name, Predicate<T> holds) {
        if (rows != null) {
            for (var row : rows) {
                if (row.glob().matches(name) && holds.test(row.thing())) {
                    return true;
                }
            }
        }
        return false;
    }
}
