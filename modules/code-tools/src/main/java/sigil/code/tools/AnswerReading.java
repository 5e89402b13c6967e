package sigil.code.tools;

import sigil.code.search.FileReading;
import sigil.code.search.ReadOutcome;
import sigil.code.search.Repository;
import sigil.mcp.core.JsonCodec;

/** Reads lines of a file for an answer: no more than a structured result can hold. What is written with escapes is longer there than in the file. */
final class AnswerReading {
    /** Fewer bytes are asked for until the text fits; aiming lower spares a third try. */
    private static final int AIM = Written.MOST - 5_000;

    private final FileReading reading;

    AnswerReading(FileReading reading) {
        this.reading = reading;
    }

    /**
     * Reads.
     *
     * @param first    line, from 1
     * @param last     line, with it, not before the first
     * @param maxBytes of UTF-8 text
     * @return the lines, of which the next one is where to go on, or why there are none
     */
    ReadOutcome read(Repository repository, String path, int first, int last, int maxBytes) {
        ReadOutcome outcome = reading.read(repository, path, first, last, maxBytes);
        int length = outcome instanceof ReadOutcome.Text text ? written(text) : 0;
        return length <= Written.MOST ? outcome : read(repository, path, first, last, (int) ((long) Math.min(maxBytes, length) * AIM / length));
    }

    private static int written(ReadOutcome.Text file) {
        return file.lines().stream().mapToInt(line -> Written.of(JsonCodec.string(line.text()))).sum();
    }
}
