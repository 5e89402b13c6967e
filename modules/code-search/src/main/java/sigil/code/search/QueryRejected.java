package sigil.code.search;

/**
 * The query cannot be run.
 *
 * @param message what is wrong with it and what to do instead, fit for the caller
 */
public record QueryRejected(String message) implements SearchOutcome {
}
