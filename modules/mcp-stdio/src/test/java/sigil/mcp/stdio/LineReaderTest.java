package sigil.mcp.stdio;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final String TOO_LONG = "(too long)";

    @Test
    void aLineFeedEndsALineAndACarriageReturnBeforeItIsNoPartOfIt() throws IOException {
        assertThat(lines("{}\n[]\r\n1\n", 100), contains("{}", "[]", "1"));
    }

    @Test
    void theLastLineNeedsNoLineFeed() throws IOException {
        assertThat(lines("1\n2", 100), contains("1", "2"));
        assertThat(lines("1\n2\r", 100), contains("1", "2"));
    }

    @Test
    void blankLinesAreNone() throws IOException {
        assertThat(lines("\n\r\n \t\n1\n\n  \n2\n\n", 100), contains("1", "2"));
        assertThat(lines("", 100), is(empty()));
        assertThat(lines(" ", 100), is(empty()));
    }

    @Test
    void itDoesNotMatterInWhichPiecesALineComes() throws IOException {
        String text = "{\"a\":\"gr\u00fc\u00df\"}\r\n" + "x".repeat(20_000) + "\nlast";
        for (int piece : new int[] {1, 2, 3, 7, 8_191, 8_192, 8_193}) {
            assertThat(lines(new Pieces(text.getBytes(StandardCharsets.UTF_8), piece), 50_000),
                    contains("{\"a\":\"gr\u00fc\u00df\"}", "x".repeat(20_000), "last"));
        }
    }

    @Test
    void aLineUpToTheLimitIsReadAndALongerOneSkippedToItsEnd() throws IOException {
        for (int limit : new int[] {10, 8_192, 8_193, 100_000}) {
            String longest = "x".repeat(limit);
            assertThat(lines(longest + "\n" + longest + "x\ngood\n" + longest + "\n" + longest + "yy", limit),
                    contains(longest, TOO_LONG, "good", longest, TOO_LONG));
        }
    }

    // behaviour: stdio.long-line
    @Test
    void aLineThatIsLongerThanMemoryIsSkipped() throws IOException {
        long length = 3L << 30;
        assertThat(lines(new SequenceInputStream(new Endless(length), text("\ngood\n")), 1 << 20), contains(TOO_LONG, "good"));
    }

    private static List<String> lines(String text, int limit) throws IOException {
        return lines(text(text), limit);
    }

    private static List<String> lines(InputStream in, int limit) throws IOException {
        LineReader reader = new LineReader(in, limit);
        List<String> lines = new ArrayList<>();
        for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(switch (line.get()) {
                case Line.Whole(byte[] bytes) -> new String(bytes, StandardCharsets.UTF_8);
                case Line.TooLong tooLong -> TOO_LONG;
            });
        }
        return lines;
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives a few bytes at a time. */
    private static final class Pieces extends ByteArrayInputStream {
        private final int piece;

        Pieces(byte[] bytes, int piece) {
            super(bytes);
            this.piece = piece;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(piece, length));
        }
    }

    /** Gives so many bytes, none of which is a line feed. */
    private static final class Endless extends InputStream {
        private long left;

        Endless(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(left, length);
            Arrays.fill(into, offset, offset + given, (byte) 'x');
            left -= given;
            return given;
        }
    }
}
