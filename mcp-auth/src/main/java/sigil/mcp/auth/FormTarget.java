package sigil.mcp.auth;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the answer to a form's post may lead a browser besides this server, as a source of the {@code form-action} directive (Content Security Policy
 * Level 3 section 6.4.2). Browsers that apply the directive to redirects would otherwise stop at the client's door.
 *
 * @param source an origin, or a scheme with the colon
 */
record FormTarget(String source) {
    private static final Pattern SOURCE = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?|[a-z][a-z0-9+.-]*:");

    /**
     * Checks the source.
     *
     * @throws IllegalArgumentException if it is more than one source, or one that runs what is written in it
     */
    FormTarget {
        if (!SOURCE.matcher(source).matches() || ReturnLocation.isExecutable(source)) {
            throw new IllegalArgumentException(source + " is no place for an answer");
        }
    }

    /**
     * The source that a redirect URI needs.
     *
     * @param redirectUri one that was registered and checked
     */
    static FormTarget of(String redirectUri) {
        URI uri = URI.create(redirectUri);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http");
        // the grammar of a source has no IPv6 address, so [::1] can be named by its scheme alone
        if (!web || uri.getHost().startsWith("[")) {
            return new FormTarget(scheme + ":");
        }
        return new FormTarget((scheme + "://" + uri.getHost() + (uri.getPort() == -1 ? "" : ":" + uri.getPort())).toLowerCase(Locale.ROOT));
    }
}
