package sigil.code.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a caller's path: relative, with {@code /}, and without any way up. Nothing is decoded, so {@code ..%2f} is only an odd name. */
final class AskedPath {

    private static final int LONGEST = 4096;

    private AskedPath() {
    }

    /**
     * The segments of a path; empty for the root ({@code ""} or {@code "."}). Empty and {@code .} segments are dropped.
     *
     * @return nothing if the path is absolute, goes up, or holds a character that no served name has
     */
    static Optional<List<String>> segments(String path) {
        if (path.startsWith("/") || path.length() > LONGEST) {
            return Optional.empty();
        }
        var segments = new ArrayList<String>();
        for (var segment : path.split("/")) {
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            }
            if (!servable(segment)) {
                return Optional.empty();
            }
            segments.add(segment);
        }
        return Optional.of(List.copyOf(segments));
    }

    /** Whether a name may be served at all: not {@code .git} in any case, no way up, no control character, no separator of another system. */
    static boolean servable(String name) {
        if (name.equals("..") || name.equalsIgnoreCase(".git")) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' || c == '/' || Character.isISOControl(c)) {
                return false;
            }
        }
        return true;
    }

    /** The path of a name in a directory. */
    static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + '/' + name;
    }
}
