package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When keys are fetched, and how long they are believed. */
class AccessKeysTest {
    private static final URI CERTIFICATES = URI.create("https://example.cloudflareaccess.com/cdn-cgi/access/certs");

    private final SettableClock clock = new SettableClock("2026-11-22T10:00:00Z");
    private final AccessTeam team = new AccessTeam().publishes("one", AccessTeam.FIRST);
    private final AccessKeys keys = new AccessKeys(AccessTeam.ACCESS.certificates(), team, clock);

    @Test
    void keysAreFetchedOnceFromTheTeamAndUsedForAnHour() {
        assertThat(team.asked(), hasSize(0));
        for (int minute = 0; minute < 59; minute++) {
            assertThat(has("one"), is(true));
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(team.asked(), is(List.of(CERTIFICATES)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(has("one"), is(true));
        assertThat(team.asked(), hasSize(2));
    }

    @Test
    void aNewKeyIsFetchedWhenAnAssertionNamesIt() {
        assertThat(has("one"), is(true));
        team.publishes("two", AccessTeam.SECOND);
        clock.advance(Duration.ofMinutes(1));
        assertThat(has("two"), is(true));
        assertThat(has("one"), is(true));
        assertThat(team.asked(), hasSize(2));
    }

    @Test
    void madeUpIdsAreNoMoreThanOneRequestAMinute() {
        for (int i = 0; i < 600; i++) {
            assertThat(has("made-up-" + i), is(false));
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(team.asked(), hasSize(10));
        assertThat(has("one"), is(true));
    }

    @Test
    void aKeyThatWasTakenBackIsBelievedForNoMoreThanAnHour() {
        team.publishes("two", AccessTeam.SECOND);
        assertThat(has("one"), is(true));
        team.withdraws("one");
        clock.advance(Duration.ofHours(1));
        assertThat(has("one"), is(false));
        assertThat(has("two"), is(true));
    }

    @Test
    void whatWasFetchedIsKeptWhileTheTeamIsDown() {
        assertThat(has("one"), is(true));
        team.down(true);
        for (int hour = 0; hour < 24; hour++) {
            clock.advance(Duration.ofHours(1));
            assertThat(has("one"), is(true));
        }
        assertThat(team.asked(), hasSize(25));
        team.down(false);
        team.publishes("two", AccessTeam.SECOND);
        clock.advance(Duration.ofMinutes(1));
        assertThat(has("two"), is(true));
    }

    @Test
    void afterSevenDaysWithoutTheTeamItsKeysAreNotBelieved() {
        assertThat(has("one"), is(true));
        team.down(true);
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(has("one"), is(true));
        assertThat(keys.usable(), is(true));
        clock.advance(Duration.ofSeconds(1));
        assertThat(has("one"), is(false));
        assertThat(keys.usable(), is(false));
    }

    @Test
    void aTeamThatIsDownIsAskedOnceAMinuteHoweverManyAsk() {
        team.down(true);
        for (int i = 0; i < 100; i++) {
            assertThat(has("one"), is(false));
        }
        assertThat(team.asked(), hasSize(1));
        team.down(false);
        clock.advance(Duration.ofMinutes(1));
        assertThat(has("one"), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[]}", "{\"keys\":[null,1,\"x\",{}]}", "<html>",
        "{\"keys\":[{\"kid\":\"one\",\"kty\":\"oct\",\"k\":\"AAAA\"}]}"})
    void aDocumentWithoutKeysReplacesNone(String document) {
        byte[][] answer = {team("one")};
        var changing = new AccessKeys(CERTIFICATES, _ -> answer[0], clock);
        assertThat(changing.key("one").isPresent(), is(true));
        answer[0] = document.getBytes(StandardCharsets.UTF_8);
        clock.advance(Duration.ofHours(1));
        assertThat(changing.key("one").isPresent(), is(true));
    }

    @Test
    void aDocumentThatIsTooLongIsNotRead() {
        String keys = new String(team("one"), StandardCharsets.UTF_8).substring(1);
        byte[] document = ("{\"x\":\"" + "x".repeat(64 << 10) + "\"," + keys).getBytes(StandardCharsets.UTF_8);
        assertThat(new AccessKeys(CERTIFICATES, _ -> document, clock).key("one").isPresent(), is(false));
    }

    @Test
    void onlyRsaKeysForSignaturesOfSufficientLengthAreTaken() {
        team.publishes("short", AccessTeam.pair(1_024));
        team.publishes("other-algorithm", AccessTeam.SECOND, "\"alg\":\"RS512\"");
        team.publishes("none", AccessTeam.SECOND, "\"alg\":\"none\"");
        team.publishes("encryption", AccessTeam.SECOND, "\"use\":\"enc\",\"alg\":\"RS256\"");
        team.publishesJson("{\"kid\":\"secret\",\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"AAAA\"}");
        team.publishesJson("{\"kid\":\"future\",\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AAAA\"}");
        team.publishesJson("{\"kid\":\"broken\",\"kty\":\"RSA\",\"alg\":\"RS256\",\"n\":\"***\",\"e\":\"AQAB\"}");
        team.publishes("unsaid", AccessTeam.SECOND, "\"x\":1");
        assertThat(Stream.of("one", "unsaid", "short", "other-algorithm", "none", "encryption", "secret", "future", "broken").filter(this::has).toList(),
                is(List.of("one", "unsaid")));
    }

    @Test
    void aHundredWhoNeedTheSameKeysWaitForOneRequest() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        AccessKeySource slow = _ -> {
            asked.incrementAndGet();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return team("one");
        };
        var shared = new AccessKeys(CERTIFICATES, slow, clock);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> question = () -> shared.key("one").isPresent();
            List<Future<Boolean>> answers = IntStream.range(0, 100).mapToObj(_ -> threads.submit(question)).toList();
            goOn.countDown();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get(), is(true));
            }
        }
        assertThat(asked.get(), is(1));
    }

    @Test
    void whileKeysAreFetchedAnewTheOldOnesServeEverybodyElse() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        AccessKeySource source = _ -> {
            if (times.incrementAndGet() > 1) {
                asked.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return team("one");
        };
        var shared = new AccessKeys(CERTIFICATES, source, clock);
        assertThat(shared.key("one").isPresent(), is(true));
        clock.advance(Duration.ofHours(1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> fetching = threads.submit(() -> shared.key("one").isPresent());
            assertThat(asked.await(1, TimeUnit.MINUTES), is(true));
            assertThat(shared.key("one").isPresent(), is(true));
            goOn.countDown();
            assertThat(fetching.get(), is(true));
        }
    }

    @Test
    void aClockThatIsSetBackMakesThemBeFetchedAnew() {
        assertThat(has("one"), is(true));
        clock.advance(Duration.ofDays(-400));
        assertThat(has("one"), is(true));
        assertThat(team.asked(), hasSize(2));
    }

    private boolean has(String id) {
        return keys.key(id).isPresent();
    }

    private static byte[] team(String id) {
        try {
            return new AccessTeam().publishes(id, AccessTeam.FIRST).get(CERTIFICATES);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
