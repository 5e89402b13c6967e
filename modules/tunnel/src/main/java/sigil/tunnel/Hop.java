package sigil.tunnel;

/** Where something was looked at. */
public enum Hop {
    /** The server itself, asked from this machine. */
    ORIGIN,
    /** Everything from the public name to the server, asked as clients do. */
    PUBLIC
}
