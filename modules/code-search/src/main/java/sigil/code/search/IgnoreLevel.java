package sigil.code.search;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The ignore rules in force in one directory. Patterns the owner configured come first, then {@code .gitignore} files from this directory
 * up to the root, then the repository's {@code info/exclude}, the user's file, and built-in excludes: the first that speaks decides.
 * Only directories that are not ignored themselves have a level: git does not look below an ignored one.
 *
 * @param directory repository-relative path, empty for the root
 * @param lists     the {@code .gitignore} files in force, deepest first
 * @param above     what stands above them
 * @param below     what stands below them, highest first
 */
record IgnoreLevel(String directory, List<Placed> lists, IgnoreList above, List<IgnoreList> below) {

    /** A list and where, in the bytes of a path, the part begins that is relative to its directory. */
    record Placed(IgnoreList list, int base) {
    }

    /** Whether an entry of this directory is ignored. */
    boolean ignores(String name, boolean directoryEntry) {
        var path = AskedPath.join(directory, name).getBytes(StandardCharsets.UTF_8);
        int nameAt = path.length;
        while (nameAt > 0 && path[nameAt - 1] != '/') {
            nameAt--;
        }
        var verdict = above.judge(path, 0, nameAt, directoryEntry);
        for (int i = 0; verdict == IgnoreList.Verdict.SILENT && i < lists.size(); i++) {
            verdict = lists.get(i).list().judge(path, lists.get(i).base(), nameAt, directoryEntry);
        }
        for (int i = 0; verdict == IgnoreList.Verdict.SILENT && i < below.size(); i++) {
            verdict = below.get(i).judge(path, 0, nameAt, directoryEntry);
        }
        return verdict == IgnoreList.Verdict.IGNORED;
    }
}
