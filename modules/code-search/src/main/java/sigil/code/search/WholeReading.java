package sigil.code.search;

import java.io.IOException;
import java.nio.channels.Channels;

/** Reads files whole, text or not. Memory is bounded by the limit. */
public final class WholeReading {

    private final PathGate gate;
    private final int largest;

    /**
     * Reading behind a gate.
     *
     * @param gate         judges every path
     * @param largestBytes 1 to 2^30: larger files are not read
     */
    public WholeReading(PathGate gate, int largestBytes) {
        Ranges.within("largestBytes", largestBytes, 1, 1 << 30);
        this.gate = gate;
        this.largest = largestBytes;
    }

    /**
     * Reads a file.
     *
     * @param repository where
     * @param path       repository-relative
     * @return the file, or why there is none
     */
    public WholeOutcome read(Repository repository, String path) {
        return switch (gate.open(repository, path)) {
            case Passage.Closed() -> new Refused(path);
            case Passage.OpenedFolder directory -> {
                directory.folder().close();
                yield new ReadOutcome.IsDirectory(directory.level().directory());
            }
            case Passage.OpenedFile file -> {
                try (var channel = file.channel(); var in = Channels.newInputStream(channel)) {
                    // it may have grown since it was opened
                    var bytes = file.size() > largest ? new byte[0] : in.readNBytes(largest + 1);
                    yield file.size() > largest || bytes.length > largest
                            ? new ReadOutcome.TooLarge(file.path(), Math.max(file.size(), bytes.length), largest)
                            : new WholeFile(file.path(), bytes);
                } catch (IOException e) {
                    yield new Refused(path);
                }
            }
        };
    }
}
