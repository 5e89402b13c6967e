package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.sameInstance;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StandardErrorTest {

    @Test
    void whatIsReadArrivesWhole() {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (StandardError error = new StandardError(read)) {
            for (int i = 0; i < 100; i++) {
                line(error, "line " + i);
            }
            error.write('!');
        }
        assertThat(read.toString(StandardCharsets.UTF_8).lines().count(), is(101L));
        assertThat(read.toString(StandardCharsets.UTF_8).endsWith("line 99\n!"), is(true));
    }

    @Test
    void whatNobodyReadsHoldsNobodyUpAndTheRestIsDropped() {
        CountDownLatch reads = new CountDownLatch(1);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        OutputStream pipe = new OutputStream() {
            @Override
            public void write(int single) {
                read.write(single);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                awaitReader(reads);
                read.write(bytes, offset, length);
            }
        };
        try (StandardError error = new StandardError(pipe)) {
            for (int i = 0; i < 100_000; i++) {
                line(error, "a line of the log, number " + i);
            }
            reads.countDown();
        }
        String last = read.toString(StandardCharsets.UTF_8).lines().toList().getLast();
        assertThat(read.size(), is(lessThan(300_000)));
        assertThat(last, matchesPattern("\\([0-9]{5} lines were dropped: nobody read them\\)"));
    }

    @Test
    void itTakesThePlaceOfStandardErrorUntilItIsClosed() {
        PrintStream before = System.err;
        try (StandardError error = StandardError.use()) {
            assertThat(System.err == before, is(false));
        }
        assertThat(System.err, is(sameInstance(before)));
    }

    private static void line(StandardError error, String text) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        error.write(line, 0, line.length);
    }

    private static void awaitReader(CountDownLatch reads) {
        try {
            reads.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
