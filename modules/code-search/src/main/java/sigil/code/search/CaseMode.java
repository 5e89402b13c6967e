package sigil.code.search;

/** How letters are compared. Without regard to case, letters are compared by Unicode simple case folding. */
public enum CaseMode {
    /** without regard to case, unless the query has an upper-case letter (in a regex, escapes such as {@code \S} do not count) */
    SMART,
    /** exactly */
    SENSITIVE,
    /** without regard to case */
    INSENSITIVE
}
