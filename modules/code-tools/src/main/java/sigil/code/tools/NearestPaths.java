package sigil.code.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sigil.code.search.Entry;
import sigil.code.search.FileListing;
import sigil.code.search.ListOutcome;
import sigil.code.search.ListQuery;
import sigil.code.search.PathFilter;
import sigil.code.search.Repository;
import sigil.code.search.ShallowListing;

/**
 * Paths that a person may have meant by one that is not served. Only served names are looked at, so that what is proposed tells nothing of
 * whether the path exists.
 */
final class NearestPaths {
    private static final int MOST = 3;
    private static final int FAR = 4;

    private static final int DEEPEST = 100;
    /** What a glob takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} ._+@=-]+");

    private final ShallowListing listing;
    private final FileListing everything;

    NearestPaths(ShallowListing listing, FileListing everything) {
        this.listing = listing;
        this.everything = everything;
    }

    /** A sentence for the end of a refusal, or nothing where nothing is near. */
    String sentence(Repository repository, String asked) {
        return sentence(repository, asked, 0);
    }

    /** The same where a name was mistyped; nothing where the path goes astray in another way, or what is near is only what holds it. */
    String afterSlip(Repository repository, String path) {
        // whoever begins at the root of the disk may mean that of the repository, if it has a file of that name
        boolean absolute = path.startsWith("/");
        String asked = absolute ? path.substring(1) : path;
        boolean plain = Stream.of(asked.split("/", -1)).noneMatch(name -> name.isEmpty() || name.startsWith("."))
                && Shown.inline(asked).equals(asked);
        return !plain ? "" : absolute ? sentence(elsewhere(repository, asked)) : sentence(repository, asked, 1);
    }

    private String sentence(Repository repository, String asked, int atLeast) {
        List<String> elsewhere = elsewhere(repository, asked);
        return sentence(elsewhere.isEmpty() ? near(repository, asked, atLeast) : elsewhere);
    }

    private static String sentence(List<String> near) {
        return near.isEmpty() ? "" : ". Nearest: " + near.stream().map(Shown::inline).collect(Collectors.joining(", "));
    }

    /** Files that have the very name in other directories, the first of them. */
    private List<String> elsewhere(Repository repository, String asked) {
        String name = asked.substring(asked.lastIndexOf('/') + 1);
        if (!PLAIN.matcher(name).matches() || name.startsWith(".")) {
            return List.of();
        }
        ListQuery query = ListQuery.of("").withFilter(PathFilter.parse("**/" + name)).withMaxDepth(DEEPEST).withMaxEntries(MOST);
        return everything.list(repository, query) instanceof ListOutcome.Page page ? page.entries().stream().map(Entry::path).toList() : List.of();
    }

    /** The names like the last one of the path, in the directory that should hold it; else like the one before it, and so on. */
    private List<String> near(Repository repository, String asked, int atLeast) {
        List<String> names = new ArrayList<>(Stream.of(asked.split("/")).filter(name -> !name.isEmpty() && !name.equals(".")).toList());
        while (!names.isEmpty()) {
            String name = names.removeLast();
            List<Entry> near = listing.list(repository, String.join("/", names), candidate -> distance(name, candidate) <= reach(name));
            if (!near.isEmpty()) {
                int least = near.stream().mapToInt(entry -> distance(name, entry.name())).min().orElseThrow();
                return least < atLeast ? List.of() : near.stream()
                        .filter(entry -> distance(name, entry.name()) == least)
                        .limit(MOST)
                        .map(entry -> entry.path() + (entry.kind() == Entry.Kind.DIRECTORY ? "/" : ""))
                        .toList();
            }
        }
        return List.of();
    }

    /** How many slips of the keyboard are forgiven: fewer than {@value #FAR}. */
    private static int reach(String name) {
        return name.length() < 4 ? 1 : name.length() < 12 ? 2 : FAR - 1;
    }

    /**
     * How many letters must be put in, taken out, exchanged or swapped with their neighbour (optimal string alignment), case aside;
     * {@value #FAR} where the lengths alone say enough.
     */
    static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) >= FAR) {
            return FAR;
        }
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] twoBefore = new int[0];
        int[] before = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, Math.min(before[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoBefore[j - 2] + 1);
                }
            }
            twoBefore = before;
            before = row;
        }
        return before[b.length()];
    }
}
