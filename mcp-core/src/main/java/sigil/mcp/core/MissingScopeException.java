package sigil.mcp.core;

/** The caller may not do this. */
final class MissingScopeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Scope needed;

    MissingScopeException(Scope needed) {
        super("scope " + needed.wire() + " needed", null, false, false);
        this.needed = needed;
    }

    /** Thrown at a caller who may not do something. */
    static void unless(Caller caller, Scope needed) {
        if (!caller.may(needed)) {
            throw new MissingScopeException(needed);
        }
    }

    Scope needed() {
        return needed;
    }
}
