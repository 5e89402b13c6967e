package sigil.code.search;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import sigil.code.index.ChunkSymbol;

/** What a search by meaning answers. */
public sealed interface MeaningOutcome {

    /**
     * Places, best first.
     *
     * @param places  each read from its file for this answer
     * @param method  how they were found
     * @param known   how many files were looked at, or are in the index
     * @param there   how many there are, as far as is known; not less than {@code known}
     * @param ending  {@code COMPLETE} if all that are there are known
     * @param vectors what vectors did for it; empty where nobody configured any
     */
    record Ranked(List<Place> places, Method method, int known, int there, SearchResult.Ending ending, Optional<Vectors> vectors) implements MeaningOutcome {
        /** Copies the list. */
        public Ranked {
            places = List.copyOf(places);
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(ending, "ending");
            Objects.requireNonNull(vectors, "vectors");
        }
    }

    /**
     * The query cannot be answered.
     *
     * @param message what is wrong with it and what to do instead, fit for the caller
     */
    record Rejected(String message) implements MeaningOutcome {
    }

    /**
     * What vectors did for an answer.
     *
     * @param used  whether the order is that of words and vectors; else it is that of words alone
     * @param why   why they were not used, in half a sentence; empty if they were
     */
    record Vectors(boolean used, String why) {
    }

    /** How places are found. */
    enum Method {
        /** by words, with an index */
        INDEX,
        /** by words, reading files for this answer */
        READING
    }

    /**
     * A place that fits.
     *
     * @param repository its name
     * @param path       repository-relative
     * @param firstLine  from 1
     * @param lastLine   with it
     * @param kind       of what it defines, such as {@code method}; empty if it defines nothing
     * @param name       scope and name of what it defines, joined by dots; empty if it defines nothing
     * @param shownLine  the number of the first of {@code lines}: that of the place, or where something that defines nothing speaks most of what was asked
     * @param lines      of it, at most {@value MeaningSearch#LINES}
     */
    record Place(String repository, String path, int firstLine, int lastLine, String kind, String name, int shownLine, List<String> lines) {
        /** Copies the list. */
        public Place {
            lines = List.copyOf(lines);
        }

        static Place of(String repository, String path, int firstLine, int lastLine, ChunkSymbol symbol, int shownLine,
                        List<String> lines) {
            return new Place(repository, path, firstLine, lastLine, symbol.kind(),
                    symbol.scope().isEmpty() ? symbol.name() : symbol.scope() + '.' + symbol.name(), shownLine, lines);
        }
    }
}
