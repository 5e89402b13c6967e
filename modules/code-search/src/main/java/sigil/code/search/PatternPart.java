package sigil.code.search;

import sigil.code.index.CharacterSet;
import sigil.code.index.RegexMeaning;

/** A part of a pattern, as far as {@link LineProgram} needs it. */
sealed interface PatternPart {

    /** Matches the empty text. */
    record Empty() implements PatternPart {
    }

    /** Matches one character. */
    record One(CharacterSet set) implements PatternPart {
    }

    /** Matches one and then the other. */
    record Then(PatternPart first, PatternPart second) implements PatternPart {
    }

    /** Matches the one or the other. */
    record Or(PatternPart one, PatternPart other) implements PatternPart {
    }

    /** Matches once or more often. */
    record Repeated(PatternPart part) implements PatternPart {
    }

    /** Makes parts of a pattern that is read. */
    final class Reading implements RegexMeaning<PatternPart> {

        private static final PatternPart EMPTY = new Empty();

        @Override
        public PatternPart empty() {
            return EMPTY;
        }

        @Override
        public PatternPart anything() {
            return anyNumber(one(CharacterSet.ALL));
        }

        @Override
        public PatternPart one(CharacterSet set) {
            return new One(set);
        }

        @Override
        public PatternPart then(PatternPart first, PatternPart second) {
            return first instanceof Empty ? second : second instanceof Empty ? first : new Then(first, second);
        }

        @Override
        public PatternPart or(PatternPart one, PatternPart other) {
            return new Or(one, other);
        }

        @Override
        public PatternPart repeated(PatternPart part) {
            return new Repeated(part);
        }

        @Override
        public PatternPart anyNumber(PatternPart part) {
            return new Or(EMPTY, new Repeated(part));
        }

        @Override
        public int mostCopies() {
            return 64;
        }
    }
}
