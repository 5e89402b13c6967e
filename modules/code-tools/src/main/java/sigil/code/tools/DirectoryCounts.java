package sigil.code.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sigil.code.search.SearchResult;

/** Matches summed up by directory: as deep as it can be said in a few lines. */
final class DirectoryCounts {
    private static final int MOST = 20;

    private DirectoryCounts() {
    }

    /**
     * Of a directory and everything beneath it.
     *
     * @param directory empty for the root
     */
    record Count(String repository, String directory, long matches, int files) {

        private Count plus(SearchResult.FileCount file) {
            return new Count(repository, directory, matches + file.lines(), files + 1);
        }
    }

    static List<Count> of(List<SearchResult.FileCount> files) {
        List<Count> best = at(0, files);
        for (int depth = 1; ; depth++) {
            List<Count> deeper = at(depth, files);
            if (deeper.size() > MOST || deeper.equals(best)) {
                return best;
            }
            best = deeper;
        }
    }

    private static List<Count> at(int depth, List<SearchResult.FileCount> files) {
        Map<String, Count> counts = new LinkedHashMap<>();
        for (SearchResult.FileCount file : files) {
            String directory = beginning(file.path(), depth);
            String key = file.repository() + ":" + directory;
            counts.put(key, counts.getOrDefault(key, new Count(file.repository(), directory, 0, 0)).plus(file));
        }
        return new ArrayList<>(counts.values());
    }

    private static String beginning(String path, int depth) {
        int end = 0;
        for (int i = 0; i < depth; i++) {
            int slash = path.indexOf('/', end);
            if (slash < 0) {
                break;
            }
            end = slash + 1;
        }
        return path.substring(0, end);
    }
}
