package sigil.code.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import sigil.code.index.ChunkHit;
import sigil.code.index.ChunkQuery;

/**
 * Finds places by what they are about. Words are compared by their parts and stems, and weighed by BM25F over code, comments, names and paths; no
 * model is needed; where there is one, its vectors are asked too, and both orders become one. It always answers: where there is no index yet, files are read until the time is over.
 */
public final class MeaningSearch {

    /** Of a place so many lines are given. */
    public static final int LINES = 12;
    static final int LONGEST_LINE = 240;
    /** A file that fits in many places must not keep others out. */
    private static final int MOST_OF_A_FILE = 3;
    /** Where these are not enough, so many times as many are looked at, and again, up to the widest. */
    private static final int WIDER = 4;
    private static final int WIDEST = 64;

    private final Repositories repositories;
    private final WholeReading reading;
    private final Optional<MeaningIndexer> indexer;
    private final Optional<MeaningVectors> vectors;
    private final MeaningReading withoutIndex;

    /**
     * A search.
     *
     * @param repositories     where
     * @param gate             judges every path
     * @param indexer          what is known already, if anything is kept; is not closed with the search
     * @param vectors          what is asked beside the words, if anything
     * @param largestFileBytes 1 to 2^30: larger files are passed over
     */
    public MeaningSearch(Repositories repositories, PathGate gate, Optional<MeaningIndexer> indexer, Optional<MeaningVectors> vectors,
                         int largestFileBytes) {
        this.repositories = repositories;
        this.reading = new WholeReading(gate, largestFileBytes);
        this.indexer = indexer;
        this.vectors = vectors;
        this.withoutIndex = new MeaningReading(gate, largestFileBytes);
    }

    /**
     * Searches.
     *
     * @param query   what for
     * @param control for how long
     * @return the places, or why the query cannot be answered
     */
    public MeaningOutcome search(MeaningQuery query, SearchControl control) {
        var chosen = new ArrayList<Repository>();
        for (var name : query.repositories().isEmpty() ? repositories.names() : query.repositories()) {
            var repository = repositories.find(name);
            if (repository.isEmpty()) {
                return new MeaningOutcome.Rejected("there is no repository '" + Refused.printable(name) + "'; there are: "
                        + String.join(", ", repositories.names()));
            }
            chosen.add(repository.get());
        }
        var asked = MeaningTerms.query(query.text(), chosen.stream().map(Repository::name).toList(), query.wanted());
        if (asked.terms().isEmpty()) {
            return new MeaningOutcome.Rejected("no word of it tells anything; describe what the code does, or name it");
        }
        var stop = new StopSignal(control);
        try {
            return fromIndex(query, asked, chosen, control, stop).orElseGet(() -> read(query, asked, chosen, control, stop));
        } catch (UncheckedIOException e) {
            // the index is damaged in a way that shows only now: the files are there
            return read(query, asked, chosen, control, stop);
        }
    }

    /** Empty if the index knows nothing of what was asked. */
    private Optional<MeaningOutcome> fromIndex(MeaningQuery query, ChunkQuery asked, List<Repository> chosen, SearchControl control, StopSignal stop) {
        var open = indexer.flatMap(MeaningIndexer::snapshot);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try (var snapshot = open.get()) {
            int known = chosen.stream().mapToInt(repository -> snapshot.counts(repository.name()).all()).sum();
            if (known == 0) {
                return Optional.empty();
            }
            int there = chosen.stream().mapToInt(indexer.get()::there).sum();
            var near = vectors.map(with -> with.near(query.text(), asked, snapshot, query.k() * MeaningOrder.LOOKED_AT, control.budget()));
            var places = places(query, asked, most -> {
                var words = MeaningOrder.best(snapshot, asked, most);
                return near.filter(found -> found.why().isEmpty()).map(found -> MeaningOrder.fused(words, found.hits(), asked)).orElse(words);
            }, stop);
            var ending = stop.raised() ? stop.reason() : known < there ? SearchResult.Ending.LIMIT : SearchResult.Ending.COMPLETE;
            return Optional.of(new MeaningOutcome.Ranked(places, MeaningOutcome.Method.INDEX, known, Math.max(known, there), ending,
                    near.map(found -> new MeaningOutcome.Vectors(found.why().isEmpty(), found.why()))));
        }
    }

    private MeaningOutcome read(MeaningQuery query, ChunkQuery asked, List<Repository> chosen, SearchControl control, StopSignal stop) {
        try (var read = withoutIndex.of(chosen, query.wanted(), control)) {
            var places = places(query, asked, most -> MeaningOrder.best(read.snapshot(), asked, most), stop);
            return new MeaningOutcome.Ranked(places, MeaningOutcome.Method.READING, read.files(), Math.max(read.files(), read.met()), read.ending(),
                    vectors.map(with -> new MeaningOutcome.Vectors(false, "there is no index yet")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As many places as are asked for, if there are so many: where few files have all that fits best, further down as well. */
    private List<MeaningOutcome.Place> places(MeaningQuery query, ChunkQuery asked, IntFunction<List<ChunkHit>> best, StopSignal stop) {
        var live = new LivePlaces(repositories, reading, asked);
        var hits = best.apply(query.k());
        var places = places(query, live, hits, MOST_OF_A_FILE, stop);
        for (int most = query.k() * WIDER; places.size() < query.k() && most <= query.k() * WIDEST && !stop.raised(); most *= WIDER) {
            var more = best.apply(most);
            if (more.size() == hits.size()) {
                // there is nothing else; where all are of one file there are none that it keeps out
                return hits.stream().map(hit -> hit.repository() + '/' + hit.path()).distinct().count() == 1 ? places(query, live, hits, query.k(), stop) : places;
            }
            hits = more;
            places = places(query, live, hits, MOST_OF_A_FILE, stop);
        }
        return places;
    }

    private static List<MeaningOutcome.Place> places(MeaningQuery query, LivePlaces live, List<ChunkHit> hits, int mostOfAFile, StopSignal stop) {
        var places = new ArrayList<MeaningOutcome.Place>();
        var perFile = new HashMap<String, Integer>();
        for (var hit : hits) {
            // the first place is given in any case: it is what the time was spent for
            if (places.size() == query.k() || !places.isEmpty() && stop.raised()) {
                break;
            }
            var file = hit.repository() + '/' + hit.path();
            if (perFile.getOrDefault(file, 0) < mostOfAFile) {
                live.of(hit).filter(place -> !places.contains(place)).ifPresent(place -> {
                    places.add(place);
                    perFile.merge(file, 1, Integer::sum);
                });
            }
        }
        return places;
    }
}
