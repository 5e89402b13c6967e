package sigil.code.search;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import java.util.Optional;
import sigil.code.index.TrigramQuery;

/** Tells whether and where a line matches a query. For use by many threads. */
sealed interface LineMatcher {

    /** A place in a line; {@code from} is -1 where nothing matches. */
    record Span(int from, int to) {
        static final Span NONE = new Span(-1, -1);

        boolean found() {
            return from >= 0;
        }
    }

    /** The first match in a line; may throw {@link Interruptible.Stopped}. */
    Span find(String line, StopSignal stop);

    /** What the bytes of every matching line hold; empty if nothing is known. */
    Optional<ByteFinder> prefilter();

    /** Whether every line that passes the prefilter matches. */
    boolean prefilterDecides();

    /** Finds the lines that may match, where more is known than {@link #prefilter} says; empty if it is not. */
    default Optional<LineProgram> lines() {
        return Optional.empty();
    }

    /** What the text of every file satisfies that holds a matching line. */
    TrigramQuery trigrams();

    /** A query that cannot be run. */
    final class BadQuery extends Exception {
        private static final long serialVersionUID = 1L;

        BadQuery(String message) {
            super(message);
        }
    }

    /** The matcher of a query. */
    static LineMatcher of(SearchQuery query) throws BadQuery {
        if (query.text().isEmpty()) {
            throw new BadQuery("the query is empty; give at least one character");
        }
        if (query.text().chars().anyMatch(c -> c == '\n' || c == '\r')) {
            throw new BadQuery("the query holds a line break; a match lies within one line, so search for one line of it");
        }
        if (query.text().length() > RegexMatcher.LONGEST) {
            throw new BadQuery("the query is longer than " + RegexMatcher.LONGEST + " characters; search for a shorter part of it");
        }
        if (query.text().codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new BadQuery("the query holds half a character (a lone surrogate); send it as valid Unicode text");
        }
        boolean insensitive = switch (query.caseMode()) {
            case SENSITIVE -> false;
            case INSENSITIVE -> true;
            case SMART -> !CaseFold.hasUpperCase(query.regex() ? query.text().replaceAll("\\\\(?:[pP]\\{[^}]*}|.)|\\(\\?P?<[^>]*>", "") : query.text());
        };
        return query.regex() ? RegexMatcher.of(query.text(), insensitive, query.word())
                : new LiteralMatcher(query.text(), insensitive, query.word());
    }

    /** The finder for a required text. */
    static Optional<ByteFinder> finder(String required, boolean insensitive) {
        return required.isEmpty() ? Optional.empty() : Optional.of(new ByteFinder(required, insensitive));
    }

    /** Finds a plain text. */
    record LiteralMatcher(String wanted, boolean insensitive, boolean word, Optional<ByteFinder> prefilter) implements LineMatcher {

        LiteralMatcher(String text, boolean insensitive, boolean word) {
            this(insensitive ? CaseFold.fold(text) : text, insensitive, word, finder(RequiredLiteral.ofLiteral(text, insensitive), insensitive));
        }

        @Override
        public boolean prefilterDecides() {
            return !insensitive && !word;
        }

        @Override
        public Span find(String line, StopSignal stop) {
            var text = insensitive ? CaseFold.fold(line) : line;
            int at = text.indexOf(wanted);
            while (at >= 0 && word && (wordBefore(text, at) || wordAfter(text, at + wanted.length()))) {
                at = text.indexOf(wanted, at + 1);
            }
            return at < 0 ? Span.NONE : new Span(at, at + wanted.length());
        }

        @Override
        public TrigramQuery trigrams() {
            return TrigramQuery.ofLiteral(wanted);
        }

        private static boolean wordBefore(String text, int at) {
            return at > 0 && wordCharacter(text.codePointBefore(at));
        }

        private static boolean wordAfter(String text, int at) {
            return at < text.length() && wordCharacter(text.codePointAt(at));
        }

        /** As in the classes that {@link RegexMatcher} puts around a pattern. */
        private static boolean wordCharacter(int c) {
            return c == '_' || Character.isLetter(c) || switch (Character.getType(c)) {
                case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
                default -> false;
            };
        }
    }

    /** Finds an RE2 pattern. */
    record RegexMatcher(Pattern pattern, int group, boolean folds, Optional<ByteFinder> prefilter, Optional<LineProgram> lines,
                        TrigramQuery trigrams) implements LineMatcher {

        static final int LONGEST = 1000;
        private static final int LARGEST_PROGRAM = 5000;
        private static final int LARGEST_ESTIMATE = 4 * LARGEST_PROGRAM;

        private static BadQuery tooLarge() {
            return new BadQuery("the regex is too large once its repeats are written out; use smaller counts in {n,m}, "
                    + "or set regex=false to search literally");
        }

        static RegexMatcher of(String regex, boolean insensitive, boolean word) throws BadQuery {
            try {
                int flags = insensitive ? Pattern.CASE_INSENSITIVE : 0;
                boolean folds = FoldTrap.concerns(regex, insensitive);
                if (folds && FoldTrap.holds(regex)) {
                    throw new BadQuery("the regex reaches characters (around U+1C80) that the engine cannot compare without regard to case; "
                            + "use a smaller range, search with case=sensitive and without (?i), or set regex=false to search literally");
                }
                if (RepeatBound.of(regex) > LARGEST_ESTIMATE) {
                    throw tooLarge();
                }
                // by itself first, so that an error speaks of what the caller wrote
                var pattern = Pattern.compile(regex, flags);
                if (pattern.programSize() > LARGEST_PROGRAM) {
                    throw tooLarge();
                }
                var prefilter = finder(RequiredLiteral.ofRegex(regex, insensitive), insensitive);
                var lines = LineProgram.of(regex, insensitive);
                var trigrams = TrigramQuery.ofRegex(regex, insensitive);
                // the classes around it stay out of the flags: folding the whole of Unicode's letters takes RE2/J long
                var inner = insensitive ? "(?i:" + regex + ")" : regex;
                return word ? new RegexMatcher(Pattern.compile("(?:^|[^\\pL\\pN_])(" + inner + ")(?:$|[^\\pL\\pN_])"), 1, folds, prefilter,
                        lines, trigrams) : new RegexMatcher(pattern, 0, folds, prefilter, lines, trigrams);
            } catch (PatternSyntaxException e) {
                throw new BadQuery("the regex cannot be read: " + e.getDescription() + place(regex, e.getPattern())
                        + "; the syntax is RE2 (no look-around, no back-references): correct it, or set regex=false to search literally");
            } catch (StackOverflowError e) {
                throw new BadQuery("the regex nests too deeply; write fewer groups, or set regex=false to search literally");
            }
        }

        private static String place(String regex, String fragment) {
            int at = fragment == null || fragment.isEmpty() ? -1 : regex.indexOf(fragment);
            return at < 0 ? "" : ": '" + Refused.printable(fragment) + "' at position " + (at + 1);
        }

        @Override
        public boolean prefilterDecides() {
            return false;
        }

        @Override
        public Span find(String line, StopSignal stop) {
            var matcher = pattern.matcher(Interruptible.of(folds ? FoldTrap.spared(line) : line, stop));
            return matcher.find() ? new Span(matcher.start(group), matcher.end(group)) : Span.NONE;
        }
    }
}
