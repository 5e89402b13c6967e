package sigil.code.tools;

import java.util.Optional;
import sigil.code.search.FileReading;
import sigil.code.search.ReadOutcome;
import sigil.code.search.Refused;
import sigil.code.search.Repository;
import sigil.mcp.core.ToolException;

/** Reads what a prompt shows of a file: no more than a model can take in beside its task. */
final class Excerpts {
    static final int MOST_BYTES = 60_000;
    static final int MOST_BYTES_OF_DOCUMENT = 16_000;

    private final FileReading reading;
    private final NearestPaths nearest;

    Excerpts(FileReading reading, NearestPaths nearest) {
        this.reading = reading;
        this.nearest = nearest;
    }

    /** The beginning of a document that was listed a moment ago; nothing if it is gone by now, or is no text. */
    Optional<Excerpt> ofDocument(Repository repository, String path) {
        return reading.read(repository, path, LineRange.ALL.first(), LineRange.ALL.last(), MOST_BYTES_OF_DOCUMENT) instanceof ReadOutcome.Text text
                ? Optional.of(Excerpt.of(repository, text))
                : Optional.empty();
    }

    /** Lines of a file that a person named. */
    Excerpt ofFile(Repository repository, String path, LineRange lines) {
        return switch (reading.read(repository, path, lines.first(), lines.last(), MOST_BYTES)) {
            case ReadOutcome.Text text when text.lines().isEmpty() && !lines.all() -> throw new ToolException("lines: \""
                    + Shown.inline(text.path()) + "\" has " + Shown.count(text.totalLines(), "line") + ". Give a range among them.");
            case ReadOutcome.Text text -> Excerpt.of(repository, text);
            case ReadOutcome.Binary binary -> throw new ToolException("path: \"" + Shown.inline(binary.path()) + "\" is not text: "
                    + binary.kind() + ", " + Shown.size(binary.sizeBytes()) + ".");
            case ReadOutcome.TooLarge large -> throw new ToolException("path: \"" + Shown.inline(large.path()) + "\" is "
                    + Shown.size(large.sizeBytes()) + ", more than the " + Shown.size(large.limitBytes()) + " that can be read here.");
            case ReadOutcome.IsDirectory directory -> throw new ToolException("path: \""
                    + (directory.path().isEmpty() ? "." : Shown.inline(directory.path())) + "\" is a directory. Name a file in it.");
            case Refused refused -> throw new ToolException("path: " + refused.message() + nearest.sentence(repository, path));
        };
    }
}
