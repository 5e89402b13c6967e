package sigil.mcp.auth;

import java.util.Objects;

/**
 * A token just made: the only moment at which its text is known.
 *
 * @param token what is kept about it
 * @param text  the secret; its text form hides it
 */
public record IssuedToken(AccessToken token, TokenText text) {
    /** Checks that nothing is missing. */
    public IssuedToken {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(text, "text");
    }
}
