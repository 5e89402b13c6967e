package sigil.code.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sigil.code.index.Chunk;
import sigil.code.index.ChunkHit;
import sigil.code.index.ChunkQuery;
import sigil.code.index.ChunkSymbol;

/**
 * Finds what an index knew in the files as they are now, through the gate: lines move, definitions go, and files become secret. What is not
 * there any more, or does not speak of what was asked any more, is no place. For one answer.
 */
final class LivePlaces {

    /** So many lines are seen at one glance. */
    private static final int TOGETHER = 6;

    private record File(List<Chunk> chunks, List<String> lines) {
    }

    private final Repositories repositories;
    private final WholeReading reading;
    private final Chunks chunks = Chunks.standard();
    private final Set<String> words = new HashSet<>();
    private final Map<String, Optional<File>> files = new HashMap<>();

    LivePlaces(Repositories repositories, WholeReading reading, ChunkQuery query) {
        this.repositories = repositories;
        this.reading = reading;
        for (var term : query.terms()) {
            words.add(term.word());
            words.addAll(term.alike());
        }
    }

    /** The place of a hit, if it still is one. */
    Optional<MeaningOutcome.Place> of(ChunkHit hit) {
        return files.computeIfAbsent(hit.repository() + '/' + hit.path(), key -> read(hit)).flatMap(file -> file.chunks().stream()
                .filter(chunk -> chunk.symbol().equals(hit.symbol()))
                // what a vector found need not hold a word of the query, but must be what it was
                .filter(chunk -> chunk.digest().equals(hit.digest()) || chunk.words().values().stream().flatMap(List::stream).anyMatch(words::contains))
                .min((a, b) -> Integer.compare(Math.abs(a.firstLine() - hit.firstLine()), Math.abs(b.firstLine() - hit.firstLine())))
                .map(chunk -> MeaningOutcome.Place.of(hit.repository(), hit.path(), chunk.firstLine(), chunk.lastLine(), chunk.symbol(),
                        shown(file, chunk), linesFrom(file, shown(file, chunk), chunk.lastLine()))));
    }

    private Optional<File> read(ChunkHit hit) {
        return repositories.find(hit.repository())
                .flatMap(repository -> reading.read(repository, hit.path()) instanceof WholeFile whole && !whole.binary() ? Optional.of(whole) : Optional.empty())
                .map(whole -> new File(chunks.of(hit.path(), whole.text()).chunks(), whole.text().lines().toList()));
    }

    /** Where to begin to show it: a definition at its beginning, others where the most of what was asked stands together. */
    private int shown(File file, Chunk chunk) {
        int last = Math.min(chunk.lastLine(), file.lines().size());
        if (!chunk.symbol().equals(ChunkSymbol.NONE) || last - chunk.firstLine() < MeaningSearch.LINES) {
            return chunk.firstLine();
        }
        var in = new ArrayList<Set<String>>();
        for (int line = chunk.firstLine(); line <= last; line++) {
            var told = new HashSet<>(Words.STEMMED.of(Clip.beginning(file.lines().get(line - 1), MeaningSearch.LONGEST_LINE)));
            told.retainAll(words);
            in.add(told);
        }
        int best = 0;
        int most = 0;
        for (int from = 0; from < in.size(); from++) {
            var together = new HashSet<String>();
            in.subList(from, Math.min(in.size(), from + TOGETHER)).forEach(together::addAll);
            // a line that tells something is shown first
            if (!in.get(from).isEmpty() && together.size() > most) {
                most = together.size();
                best = from;
            }
        }
        return chunk.firstLine() + best;
    }

    /** Lines from one to another, as many as are given, clipped. */
    private static List<String> linesFrom(File file, int first, int last) {
        var lines = new ArrayList<String>();
        for (int line = first; line <= Math.min(last, file.lines().size()) && lines.size() < MeaningSearch.LINES; line++) {
            lines.add(Clip.beginning(file.lines().get(line - 1), MeaningSearch.LONGEST_LINE));
        }
        return lines;
    }
}
