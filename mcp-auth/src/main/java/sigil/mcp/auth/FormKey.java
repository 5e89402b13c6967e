package sigil.mcp.auth;

import java.util.regex.Pattern;

/**
 * What binds a form to the request that it answers and to the browser that was shown it.
 *
 * @param request the name of the pending request
 * @param csrf    the secret that only a page of ours can post
 * @param action  the path on this server to which the form is posted
 */
record FormKey(String request, String csrf, String action) {
    /** The field that holds {@link #request()}. */
    static final String REQUEST = "request";
    /** The field that holds {@link #csrf()}. */
    static final String CSRF = "csrf";

    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._~-]{1,200}");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");

    /**
     * Checks that the values come back as they are, and that the action is a place on this server.
     *
     * @throws IllegalArgumentException if not
     */
    FormKey {
        if (!VALUE.matcher(request).matches() || !VALUE.matcher(csrf).matches()) {
            throw new IllegalArgumentException("A form is bound by one to 200 letters, digits and . _ ~ -");
        }
        if (!PATH.matcher(action).matches()) {
            throw new IllegalArgumentException(action + " is not a path on this server");
        }
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "FormKey[request=" + request + ", csrf=…, action=" + action + "]";
    }
}
