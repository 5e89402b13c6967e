package sigil.mcp.auth;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person chose on a page: the button that he pressed. */
enum Decision {
    /** He typed a passphrase. */
    SIGN_IN,
    /** He says that he approved the code on the box. */
    APPROVED,
    /** He typed the code that his device shows. */
    CONTINUE,
    /** The client may have what is ticked. */
    ALLOW,
    /** The client gets nothing, and is told so. */
    DENY;

    /** The field in which it is posted. */
    static final String FIELD = "decision";

    /** The value that is posted. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a posted value; empty if no button has it. */
    static Optional<Decision> parse(String wire) {
        return Stream.of(values()).filter(decision -> decision.wire().equals(wire)).findFirst();
    }
}
