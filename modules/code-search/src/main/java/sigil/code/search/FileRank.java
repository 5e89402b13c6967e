package sigil.code.search;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How likely a file with a match is the one that is meant, judged by its path alone, the most likely first. */
public enum FileRank {
    /** its name holds what is looked for */
    NAMED,
    /** like most */
    ORDINARY,
    /** a test, or what tests need */
    TEST,
    /** written by a program, or somebody else's */
    GENERATED;

    private static final Set<String> TEST_DIRECTORIES = Set.of("test", "tests", "spec", "specs", "__tests__", "testdata", "testing", "fixture", "fixtures");
    private static final List<String> TEST_INFIXES = List.of("test.", "spec.", "tests.");
    private static final List<String> TEST_SUFFIXES = List.of("Test", "Tests", "TestCase", "IT");
    private static final Set<String> GENERATED_DIRECTORIES = Set.of("vendor", "third_party", "third-party", "thirdparty", "node_modules", "bower_components", "dist",
            "generated", "__generated__", "__snapshots__");
    private static final List<String> GENERATED_ENDINGS = List.of(".min.js", ".min.css", "_pb2.py", "_pb2.pyi", "_pb2_grpc.py", "_pb2_grpc.pyi", ".map", ".snap", ".svg");
    private static final Set<String> LOCKS = Set.of("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "cargo.lock", "go.sum", "composer.lock",
            "gemfile.lock", "poetry.lock", "uv.lock");

    /**
     * What a directory says of the files beneath it. It is worth keeping: neighbours share it.
     *
     * @param path with its slash at the end; empty for the root
     */
    record Place(String path, boolean tests, boolean generated) {

        static Place of(String directory) {
            boolean tests = false;
            boolean generated = false;
            boolean beneathSources = false;
            for (int from = 0; from < directory.length(); ) {
                int end = directory.indexOf('/', from);
                var name = directory.substring(from, end);
                tests |= TEST_DIRECTORIES.contains(name) || beneathSources && sourcesOfTests(name);
                generated |= GENERATED_DIRECTORIES.contains(name.toLowerCase(Locale.ROOT));
                beneathSources = name.equals("src");
                from = end + 1;
            }
            return new Place(directory, tests, generated);
        }

        private static boolean sourcesOfTests(String name) {
            return (name.endsWith("test") || name.endsWith("Test")) && name.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        }
    }

    /**
     * The rank of a file.
     *
     * @param path   repository-relative
     * @param wanted in lower case; empty if the name of the file says nothing
     */
    static FileRank of(String path, String wanted) {
        return of(Place.of(directory(path)), path, wanted);
    }

    /** The same where the file's directory was looked at before. */
    static FileRank of(Place place, String path, String wanted) {
        var name = path.substring(place.path().length());
        var lower = name.toLowerCase(Locale.ROOT);
        if (place.generated() || generated(lower)) {
            return GENERATED;
        }
        if (place.tests() || test(name)) {
            return TEST;
        }
        return !wanted.isEmpty() && lower.contains(wanted) ? NAMED : ORDINARY;
    }

    /**
     * Whether a file looks like a test, or what tests need.
     *
     * @param path repository-relative
     * @return whether it does, by its name and directories
     */
    public static boolean isTest(String path) {
        var place = Place.of(directory(path));
        return place.tests() || test(path.substring(place.path().length()));
    }

    /** The directory of a file, with its slash at the end; empty for the root. */
    static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static boolean test(String name) {
        if (name.startsWith("test_") || name.startsWith("conftest")) {
            return true;
        }
        for (var infix : TEST_INFIXES) {
            for (int at = name.indexOf(infix); at >= 0; at = name.indexOf(infix, at + 1)) {
                if (at > 0 && "._-".indexOf(name.charAt(at - 1)) >= 0) {
                    return true;
                }
            }
        }
        int dot = name.lastIndexOf('.');
        return dot > 0 && lettersFrom(name, dot + 1) && TEST_SUFFIXES.stream().anyMatch(suffix -> namesTest(name, dot, suffix));
    }

    /** Whether what stands before the dot ends as tests are named: {@code FooTest}, not {@code LATEST}. */
    private static boolean namesTest(String name, int dot, String suffix) {
        int at = dot - suffix.length();
        return at >= 0 && name.startsWith(suffix, at) && (at == 0 || name.charAt(at - 1) >= 'a' && name.charAt(at - 1) <= 'z'
                || name.charAt(at - 1) >= '0' && name.charAt(at - 1) <= '9');
    }

    private static boolean lettersFrom(String name, int from) {
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) {
                return false;
            }
        }
        return from < name.length();
    }

    private static boolean generated(String lower) {
        for (var ending : GENERATED_ENDINGS) {
            if (lower.endsWith(ending)) {
                return true;
            }
        }
        int dot = lower.lastIndexOf('.');
        return LOCKS.contains(lower) || dot > 0 && lettersFrom(lower, dot + 1) && (said(lower, dot, "generated") || said(lower, dot, "pb"));
    }

    private static boolean said(String name, int dot, String word) {
        int at = dot - word.length();
        return at > 0 && name.startsWith(word, at) && "._-".indexOf(name.charAt(at - 1)) >= 0;
    }
}
