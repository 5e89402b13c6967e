package sigil.mcp.auth;

import java.util.regex.Pattern;

/**
 * Where a browser goes with the answer for the client: a redirect URI that was registered and checked, with the parameters of the answer.
 *
 * @param uri a whole URI
 */
record ReturnLocation(String uri) {
    private static final Pattern URI = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:)[!#-;=?-\\[\\]_a-z~]+");
    private static final Pattern RUNS = Pattern.compile("(?i)(javascript|data|vbscript|blob|filesystem|about|file|view-source):");

    /**
     * Checks the URI once more: of all that a page says, this alone is followed.
     *
     * @throws IllegalArgumentException if it has a character that no URI has, or a scheme that runs what is written behind it
     */
    ReturnLocation {
        var matcher = URI.matcher(uri);
        if (!matcher.matches() || isExecutable(matcher.group(1))) {
            throw new IllegalArgumentException("This is no place for an answer: " + uri);
        }
    }

    /** Whether a scheme, with its colon, names what a browser would run or read by itself rather than a place. */
    static boolean isExecutable(String scheme) {
        return RUNS.matcher(scheme).matches();
    }
}
