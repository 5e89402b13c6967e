package sigil.code.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

/** How changes are told: in batches, by a listener that may be slow or fail, and not after the end. */
class ListenerTest {

    @TempDir
    private Path directory;

    @Test
    void aListenerThatFailsIsToldTheNextTimeAllTheSame() {
        var ground = Ground.in(directory);
        var told = new Told();
        WatchListener failing = where -> {
            told.lookAgain(where);
            throw new IllegalStateException("on purpose");
        };
        try (var watch = FileWatch.open(List.of(ground.watched()), failing, Ground.settings(WatchMethod.INOTIFY))) {
            told.awaitEverything("");
            told.forget();
            for (int i = 0; i < 3; i++) {
                ground.write("f" + i, "x");
                told.await("f" + i);
            }
            assertThat(watch.state().failures(), is(greaterThan(3L)));
        }
    }

    @Test
    void aListenerThatLeavesAnInterruptBehindIsToldTheNextTimeAllTheSame() {
        var ground = Ground.in(directory);
        var told = new Told();
        WatchListener interrupted = where -> {
            told.lookAgain(where);
            Thread.currentThread().interrupt();
        };
        try (var watch = FileWatch.open(List.of(ground.watched()), interrupted, Ground.settings(WatchMethod.INOTIFY))) {
            told.awaitEverything("");
            told.forget();
            ground.write("f", "x");
            told.await("f");
            assertThat(watch.state().failures(), is(0L));
        }
    }

    @Test
    void whileAListenerTakesItsTimeChangesAreKeptAndThenToldTogether() throws InterruptedException {
        var ground = Ground.in(directory);
        var told = new Told();
        var holding = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        WatchListener slow = where -> {
            told.lookAgain(where);
            if (where.paths().contains("hold")) {
                holding.countDown();
                await(go);
            }
        };
        try (var watch = FileWatch.open(List.of(ground.watched()), slow, Ground.settings(WatchMethod.INOTIFY))) {
            told.awaitEverything("");
            ground.write("hold", "x");
            assertThat(holding.await(30, TimeUnit.SECONDS), is(true));
            told.forget();
            for (int i = 0; i < 100; i++) {
                ground.write("made/while/it/waits/" + i, "x");
            }
            Told.until("entered meanwhile", () -> watch.state().directories() == 5);
            assertThat(told.all(), hasSize(0));
            go.countDown();
            told.await("made/while/it/waits/0", "made/while/it/waits/99");
            assertThat(told.all().size(), is(lessThanOrEqualTo(3)));
        }
    }

    @Test
    void moreThanIsKeptIsToldAsEverything() {
        var ground = Ground.in(directory);
        var defaults = Ground.settings(WatchMethod.INOTIFY);
        var small = new WatchSettings(defaults.best(), defaults.quiet(), defaults.patience(), 50, defaults.stormQuiet(), defaults.stormPatience(),
                200, defaults.pollLeast(), defaults.pollMost(), defaults.rootCheck());
        var told = new Told();
        try (var watch = FileWatch.open(List.of(ground.watched()), told, small)) {
            told.awaitEverything("");
            told.forget();
            for (int i = 0; i < 3_000; i++) {
                ground.write("f" + i, "x");
            }
            told.await("f0", "f1500", "f2999");
            assertThat(told.all().stream().map(where -> where.paths().size()).toList(), everyItem(is(lessThanOrEqualTo(50))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onceItIsClosedNothingIsToldAndItsThreadsEnd(WatchMethod method) {
        var before = Thread.getAllStackTraces().keySet();
        var ground = Ground.in(directory).follow(method);
        ground.write("a", "told");
        ground.told.await("a");
        ground.close();
        ground.told.forget();
        ground.write("b", "not told");
        Told.until("threads end", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> !before.contains(thread) && Set.of("watch", "watch-poll").contains(thread.getName())));
        Told.pause(Duration.ofMillis(300));
        assertThat(ground.told.all(), hasSize(0));
        ground.close();
    }

    @Test
    void onceItIsClosedAListenerThatWasSlowIsNotCalledAgain() throws InterruptedException {
        var ground = Ground.in(directory);
        var calls = new AtomicInteger();
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var watch = FileWatch.open(List.of(ground.watched()), where -> {
            calls.incrementAndGet();
            begun.countDown();
            await(go);
        }, Ground.settings(WatchMethod.INOTIFY));
        assertThat(begun.await(30, TimeUnit.SECONDS), is(true));
        ground.write("a", "not told");
        watch.close();
        go.countDown();
        Told.pause(Duration.ofMillis(300));
        assertThat(calls.get(), is(1));
    }

    @Test
    void whileSomebodyChangesManyFilesBatchesAreFewer() {
        var ground = Ground.in(directory).follow(WatchMethod.INOTIFY);
        ground.storm = true;
        for (int i = 0; i < 10; i++) {
            ground.write("f" + i, "x");
            Told.pause(Duration.ofMillis(30));
        }
        ground.told.await("f0", "f9");
        assertThat(ground.told.all().size(), is(lessThanOrEqualTo(4)));
        ground.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
