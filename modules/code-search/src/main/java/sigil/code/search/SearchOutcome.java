package sigil.code.search;

/** What a search answers. */
public sealed interface SearchOutcome permits SearchResult, QueryRejected {
}
