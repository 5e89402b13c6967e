package sigil.mcp.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;

class IndexProgressTest {
    private static final long MILLI = 1_000_000;
    private static final long MEGABYTE = 1 << 20;

    private final AtomicLong now = new AtomicLong(7);
    private final StringWriter written = new StringWriter();

    private IndexProgress progress(boolean terminal) {
        return new IndexProgress(new PrintWriter(written), terminal, "app", now::get);
    }

    @Test
    void aTerminalHasABarTheRateAndTheTimeThatIsLeft() {
        IndexProgress progress = progress(true);
        now.addAndGet(2_000 * MILLI);
        progress.show(500, 2_000, 10 * MEGABYTE, 40 * MEGABYTE);
        assertThat(written.toString(), is("\rapp  [####..........]  25 %  500 of 2000 files  5.0 MB/s  250 files/s  6 s left"));
    }

    @Test
    void aLineOnATerminalIsShorterThanEightyColumns() {
        for (String name : new String[] {"app", "a-repository-of-some-length", "x".repeat(64)}) {
            for (long all : new long[] {9, 7_133, 999_999}) {
                StringWriter line = new StringWriter();
                IndexProgress progress = new IndexProgress(new PrintWriter(line), true, name, now::get);
                now.addAndGet(2_000 * MILLI);
                progress.show(all * 5 / 6, all, 500 * MEGABYTE, 600 * MEGABYTE);
                assertThat(line.toString(), line.toString().length(), lessThanOrEqualTo(80));
                assertThat(line.toString(), matchesPattern("\r\\S+  \\[#{8,20}\\.{1,4}]  83 %  .* s left"));
            }
        }
    }

    @Test
    void eachLineOnATerminalTakesThePlaceOfTheOneBeforeAndTheLastLeavesNothing() {
        IndexProgress progress = progress(true);
        now.addAndGet(2_000 * MILLI);
        progress.show(500, 2_000, 10 * MEGABYTE, 40 * MEGABYTE);
        int width = written.toString().length() - 1;
        written.getBuffer().setLength(0);
        progress.clear();
        assertThat(written.toString(), is("\r" + " ".repeat(width) + "\r"));
    }

    @Test
    void elsewhereThereAreLinesWithoutABar() {
        IndexProgress progress = progress(false);
        now.addAndGet(2_000 * MILLI);
        progress.show(500, 2_000, 10 * MEGABYTE, 40 * MEGABYTE);
        progress.clear();
        assertThat(written.toString().strip(), is("app: 25 %, 500 of 2000 files, 5.0 MB/s, 250 files/s, 6 s left"));
    }

    @Test
    void elsewhereALineComesAtMostEverySecond() {
        IndexProgress progress = progress(false);
        now.addAndGet(999 * MILLI);
        assertThat(progress.due(), is(false));
        now.addAndGet(2 * MILLI);
        assertThat(progress.due(), is(true));
        progress.show(1, 2, 1, 2);
        assertThat(progress.due(), is(false));
    }

    @Test
    void aTerminalHearsTenTimesASecond() {
        IndexProgress progress = progress(true);
        now.addAndGet(101 * MILLI);
        assertThat(progress.due(), is(true));
    }

    @Test
    void inTheFirstMomentNothingIsForetold() {
        IndexProgress progress = progress(true);
        now.addAndGet(100 * MILLI);
        progress.show(1, 2_000, 0, 0);
        assertThat(written.toString(), endsWith("  1 of 2000 files"));
    }

    @Test
    void moreFilesThanWereCountedAreNoMoreThanAll() {
        IndexProgress progress = progress(false);
        now.addAndGet(1_000 * MILLI);
        progress.show(3, 2, 30, 20);
        assertThat(written.toString().strip(), is("app: 100 %, 3 of 2 files, 0.0 MB/s, 3 files/s, 0 s left"));
    }
}
