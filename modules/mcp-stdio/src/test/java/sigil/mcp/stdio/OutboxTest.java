package sigil.mcp.stdio;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sigil.mcp.core.JsonCodec;

class OutboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Recorder out = new Recorder();
    private final AtomicInteger closedByClient = new AtomicInteger();

    @Test
    void everyMessageIsOneWriteWithItsLineFeedAndOneFlush() throws Exception {
        Outbox outbox = started(1_000);
        for (int i = 0; i < 3; i++) {
            assertThat(put(outbox, "message " + i + "\n"), is(true));
        }
        outbox.close(PATIENCE);
        assertThat(out.writes, contains("\"message 0\\n\"\n", "\"message 1\\n\"\n", "\"message 2\\n\"\n"));
        assertThat(out.flushes.get(), is(3));
    }

    @Test
    void messagesOfManyThreadsNeverMix() throws Exception {
        Outbox outbox = started(1_000);
        List<Thread> threads = IntStream.range(0, 50).mapToObj(i -> Thread.ofVirtual().start(() -> {
            for (int j = 0; j < 20; j++) {
                putUnharmed(outbox, "x".repeat(i) + j);
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        outbox.close(PATIENCE);
        assertThat(out.writes, hasSize(1_000));
        out.writes.forEach(line -> assertThat(line, line.matches("\"x*[0-9]+\"\n"), is(true)));
    }

    // behaviour: stdio.blocked-reader
    @Test
    void whoeverHasSomethingToSayToAClientThatDoesNotReadWaits() throws Exception {
        out.blocks = true;
        Outbox outbox = started(100);
        AtomicInteger taken = new AtomicInteger();
        Thread sayer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 1_000; i++) {
                putUnharmed(outbox, "0123456789");
                taken.incrementAndGet();
            }
        });
        assertThat(sayer.join(Duration.ofMillis(300)), is(false));
        assertThat("of 13 bytes each", taken.get(), is(lessThanOrEqualTo(8)));
        out.letGo();
        assertThat(sayer.join(PATIENCE), is(true));
        outbox.close(PATIENCE);
        assertThat(out.writes, hasSize(1_000));
    }

    @Test
    void aMessageBeyondTheBoundIsTakenAlone() throws Exception {
        Outbox outbox = started(10);
        assertThat(put(outbox, "x".repeat(100_000)), is(true));
        assertThat(put(outbox, "next"), is(true));
        outbox.close(PATIENCE);
        assertThat(out.writes, hasSize(2));
    }

    @Test
    void aMessageThatIsNotWantedAnyMoreWhenItsTurnComesIsNotWritten() throws Exception {
        out.blocks = true;
        Outbox outbox = started(1_000);
        CountDownLatch unwanted = new CountDownLatch(1);
        put(outbox, "first");
        outbox.put(JsonCodec.string("second"), () -> unwanted.getCount() > 0);
        put(outbox, "third");
        unwanted.countDown();
        out.letGo();
        outbox.close(PATIENCE);
        assertThat(out.writes, contains("\"first\"\n", "\"third\"\n"));
    }

    @Test
    void anInterruptionEndsTheWaitAndHarmsNoMessageOfOthers() throws Exception {
        out.blocks = true;
        Outbox outbox = started(1);
        put(outbox, "first");
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread sayer = Thread.ofVirtual().start(() -> {
            try {
                put(outbox, "never");
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        sayer.interrupt();
        assertThat(interrupted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), is(true));
        out.letGo();
        assertThat(put(outbox, "second"), is(true));
        outbox.close(PATIENCE);
        assertThat(out.writes, contains("\"first\"\n", "\"second\"\n"));
    }

    @Test
    void aStreamThatIsClosedByTheClientIsToldOnceAndNothingWaitsAnyMore() throws Exception {
        out.blocks = true;
        out.broken = true;
        Outbox outbox = started(20);
        AtomicInteger dropped = new AtomicInteger();
        put(outbox, "first");
        outbox.put(JsonCodec.string("a second, which fills it"), () -> dropped.incrementAndGet() > 0);
        List<Boolean> third = new CopyOnWriteArrayList<>();
        Thread sayer = Thread.ofVirtual().start(() -> third.add(putUnharmed(outbox, "third")));
        out.letGo();
        assertThat(sayer.join(PATIENCE), is(true));
        assertThat(third, contains(false));
        assertThat(put(outbox, "fourth"), is(false));
        outbox.close(PATIENCE);
        assertThat(out.writes, is(empty()));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while ((closedByClient.get() == 0 || dropped.get() == 0) && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        assertThat(closedByClient.get(), is(1));
        assertThat(dropped.get(), is(1));
    }

    // behaviour: stdio.blocked-reader
    @Test
    void whoeverReadsNothingInTheTimeThatItIsGivenIsGone() throws Exception {
        out.blocks = true;
        Outbox outbox = started(20);
        AtomicInteger dropped = new AtomicInteger();
        put(outbox, "first");
        outbox.put(JsonCodec.string("a second, which fills it"), () -> dropped.incrementAndGet() > 0);
        List<Boolean> other = new CopyOnWriteArrayList<>();
        Thread sayer = Thread.ofVirtual().start(() -> other.add(putUnharmed(outbox, "of a call")));
        assertThat(outbox.putInTime(JsonCodec.string("third"), () -> true), is(false));
        assertThat(closedByClient.get(), is(1));
        assertThat(sayer.join(PATIENCE), is(true));
        assertThat("nothing waits any more", other, contains(false));
        assertThat(dropped.get(), is(1));
        out.letGo();
    }

    // behaviour: stdio.blocked-reader
    @Test
    void whoeverReadsSlowlyIsNot() throws Exception {
        out.blocks = true;
        Outbox outbox = new Outbox(out, 1, Duration.ofSeconds(2), closedByClient::incrementAndGet);
        outbox.start();
        put(outbox, "first");
        Thread reader = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 10; i++) {
                pause();
                out.places.release();
            }
        });
        for (int i = 0; i < 9; i++) {
            assertThat(outbox.putInTime(JsonCodec.string("next"), () -> true), is(true));
        }
        reader.join();
        outbox.close(PATIENCE);
        assertThat(out.writes, hasSize(10));
        assertThat(closedByClient.get(), is(0));
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closingDoesNotWaitForeverForAClientThatDoesNotRead() throws Exception {
        out.blocks = true;
        Outbox outbox = started(1_000);
        put(outbox, "first");
        outbox.close(Duration.ofMillis(50));
        assertThat(put(outbox, "second"), is(false));
        out.letGo();
    }

    private Outbox started(int maxQueuedBytes) {
        Outbox outbox = new Outbox(out, maxQueuedBytes, Duration.ofMillis(400), closedByClient::incrementAndGet);
        outbox.start();
        return outbox;
    }

    private static boolean put(Outbox outbox, String text) throws InterruptedException {
        return outbox.put(JsonCodec.string(text), () -> true);
    }

    private static boolean putUnharmed(Outbox outbox, String text) {
        try {
            return put(outbox, text);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Remembers every write; blocks or fails where a test wants it to. */
    private static final class Recorder extends OutputStream {
        private final List<String> writes = new ArrayList<>();
        private final AtomicInteger flushes = new AtomicInteger();
        private final Semaphore places = new Semaphore(0);
        private volatile boolean blocks;
        private volatile boolean broken;

        void letGo() {
            blocks = false;
            places.release(1_000_000);
        }

        @Override
        public void write(int single) {
            throw new AssertionError("not a whole message");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (blocks) {
                places.acquireUninterruptibly();
            }
            if (broken) {
                throw new IOException("Broken pipe");
            }
            writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {
            flushes.incrementAndGet();
        }
    }
}
