package sigil.code.tools;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import sigil.code.search.CaseMode;
import sigil.code.search.CodeSearch;
import sigil.code.search.PathFilter;
import sigil.code.search.SearchControl;
import sigil.code.search.SearchQuery;
import sigil.code.search.SearchResult;

/** What would be found if one thing of a query that finds nothing were different: tried, not guessed. */
final class Variations {
    /** Looking for them must not keep anybody waiting. */
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Pattern REGEX_LIKE = Pattern.compile("\\\\[bwdsBWDS.]|\\.[*+?]|[|^$]|\\[.+]|\\(.*\\)");

    private final CodeSearch search;

    Variations(CodeSearch search) {
        this.search = search;
    }

    /**
     * One that finds something.
     *
     * @param change the arguments that differ
     * @param file   where it finds something first
     */
    record Variation(String change, SearchResult.FileMatches file) {
        int line() {
            return file.lines().stream().filter(SearchResult.Line::match).findFirst().orElseThrow().number();
        }
    }

    private record Candidate(String change, SearchQuery query) {
    }

    List<Variation> found(SearchQuery nothing, SearchControl control) {
        Instant end = Instant.now().plus(control.budget().compareTo(LONGEST) < 0 ? control.budget() : LONGEST);
        List<Variation> found = new ArrayList<>();
        for (Candidate candidate : candidates(nothing)) {
            Duration left = Duration.between(Instant.now(), end);
            if (!left.isPositive() || control.cancelled().getAsBoolean()) {
                break;
            }
            SearchControl brief = SearchControl.within(left).cancelledBy(control.cancelled());
            if (search.search(candidate.query().withContext(0).withLimit(1).withCountAll(false), brief) instanceof SearchResult result
                    && result.shown() > 0) {
                found.add(new Variation(candidate.change(), result.files().getFirst()));
            }
        }
        return found;
    }

    private static List<Candidate> candidates(SearchQuery query) {
        List<Candidate> candidates = new ArrayList<>();
        if (query.caseMode() != CaseMode.INSENSITIVE && query.text().chars().anyMatch(Character::isLetter)) {
            candidates.add(new Candidate("case=insensitive", query.withCase(CaseMode.INSENSITIVE)));
        }
        if (query.word()) {
            candidates.add(new Candidate("word=false", query.withWord(false)));
        }
        if (query.regex() || REGEX_LIKE.matcher(query.text()).find()) {
            candidates.add(new Candidate("regex=" + !query.regex(), new SearchQuery(query.text(), !query.regex(), query.caseMode(), query.word(),
                    query.paths(), query.repositories(), query.includeHidden(), 0, 1, 0, false, false)));
        }
        if (!query.paths().isAny()) {
            candidates.add(new Candidate("other files (without path and lang)", query.inPaths(PathFilter.ANY)));
        }
        if (!query.repositories().isEmpty()) {
            candidates.add(new Candidate("other repositories (without repo)", new SearchQuery(query.text(), query.regex(), query.caseMode(),
                    query.word(), query.paths(), List.of(), query.includeHidden(), 0, 1, 0, false, false)));
        }
        return candidates;
    }
}
