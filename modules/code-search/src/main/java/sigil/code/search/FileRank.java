package sigil.code.search;

import java.util.Locale;
import java.util.regex.Pattern;

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

    private static final Pattern TESTS = Pattern.compile("(^|/)(tests?|specs?|__tests__|testdata|testing|fixtures?|src/[a-zA-Z0-9]*[tT]est)/|(^|/)(test_|conftest)[^/]*$"
            + "|[._-](test|spec|tests)\\.[^/]*$|(^|[a-z0-9/])(Tests?|TestCase|IT)\\.[A-Za-z]+$");
    private static final Pattern GENERATED_FILES = Pattern.compile("(^|/)(vendor|third[_-]?party|node_modules|bower_components|dist|generated|__generated__|__snapshots__)/"
            + "|\\.min\\.(js|css)$|[._-](generated|pb)\\.[a-z]+$|_pb2(_grpc)?\\.pyi?$|\\.(map|snap|svg)$"
            + "|(^|/)(package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|cargo\\.lock|go\\.sum|composer\\.lock|gemfile\\.lock|poetry\\.lock|uv\\.lock)$");

    /**
     * The rank of a file.
     *
     * @param path   repository-relative
     * @param wanted in lower case; empty if the name of the file says nothing
     */
    static FileRank of(String path, String wanted) {
        if (GENERATED_FILES.matcher(path.toLowerCase(Locale.ROOT)).find()) {
            return GENERATED;
        }
        if (isTest(path)) {
            return TEST;
        }
        return !wanted.isEmpty() && path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).contains(wanted) ? NAMED : ORDINARY;
    }

    /**
     * Whether a file looks like a test, or what tests need.
     *
     * @param path repository-relative
     * @return whether it does, by its name and directories
     */
    public static boolean isTest(String path) {
        return TESTS.matcher(path).find();
    }
}
