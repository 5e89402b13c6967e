package sigil.tunnel;

/**
 * Something about the tunnel that a person should know.
 *
 * @param weight how bad it is
 * @param rule   a short name for it that does not change, such as {@code ingress.no-catch-all}
 * @param where  the file and, where there is one, the line, as {@code FILE:LINE}; or the name of a program or service
 * @param what   what is seen, a sentence
 * @param cause  why that matters, a sentence or two
 * @param cure   what helps, a sentence or two
 */
public record Finding(Weight weight, String rule, String where, String what, String cause, String cure) {

    /** How bad it is. */
    public enum Weight {
        /** Nothing, or not this origin, is reached; or something is open that should be closed. */
        ERROR,
        /** It works until it does not. */
        WARNING,
        /** It could not be looked at. */
        UNKNOWN
    }
}
