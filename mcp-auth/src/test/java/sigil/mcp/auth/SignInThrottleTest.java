package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import sigil.mcp.auth.Throttle.Decision;

/** Guessing, by a clock that the test moves. */
class SignInThrottleTest {
    private static final Decision GO = new Decision.Go();
    private static final int TRIES = 10_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final SettableClock clock = new SettableClock("2026-11-22T10:00:00Z");
    private final SignInThrottle throttle = new SignInThrottle(clock);

    // row: SEC-28
    // row: AS-20
    @Test
    void tenThousandWrongPassphrasesFromOneAddressInAnHourAreSeventeen() {
        int compared = compared(_ -> "owner", _ -> "203.0.113.7");
        assertThat(compared, is(17));
    }

    // row: SEC-28
    // row: AS-20
    @Test
    void tenThousandWrongPassphrasesFromAsManyAddressesInAnHourAreThirtyNine() {
        int compared = compared(_ -> "owner", SignInThrottleTest::address);
        assertThat(compared, is(39));
    }

    // row: SEC-28
    @Test
    void anIpv6NetworkIsOneAddress() {
        int compared = compared(_ -> "owner", i -> "2001:db8:1:2::" + Integer.toHexString(i));
        assertThat(compared, is(17));
    }

    // row: SEC-28
    @Test
    void tenThousandNamesFromOneAddressInAnHourAreTwentyTwo() {
        assertThat(compared(i -> "member" + i, _ -> "203.0.113.7"), is(22));
    }

    // row: SEC-28
    @Test
    void tenThousandNamesFromAsManyAddressesInAnHourAreNoMoreThanTheCeiling() {
        assertThat(compared(i -> "member" + i, SignInThrottleTest::address), is(119));
    }

    // row: SEC-28
    @Test
    void afterADayOfGuessingFromManyAddresses499WereCompared() {
        int compared = 0;
        for (int i = 0; i < 86_400; i++) {
            compared += throttle.check("owner", address(i)).equals(GO) ? 1 : 0;
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(compared, is(499));
    }

    // row: SEC-28
    @Test
    void theOwnerComesInWhileTheWorldIsGuessingFromWhereHeWasBefore() {
        assertThat(throttle.check("owner", "198.51.100.4"), is(GO));
        throttle.succeeded("owner", "198.51.100.4");
        guessed();
        assertThat("a stranger waits", throttle.check("owner", "203.0.113.99"), is(instanceOf(Decision.Wait.class)));
        assertThat(throttle.check("owner", "198.51.100.4"), is(GO));
        throttle.succeeded("owner", "198.51.100.4");
    }

    // row: SEC-28
    @Test
    void whereAMemberWasBeforeAnotherIsAStranger() {
        throttle.check("anna", "198.51.100.4");
        throttle.succeeded("anna", "198.51.100.4");
        guessed();
        assertThat(throttle.check("owner", "198.51.100.4"), is(instanceOf(Decision.Wait.class)));
    }

    // row: SEC-28
    @Test
    void aGuesserAtAFamiliarAddressIsSlowedLikeAnyOther() {
        throttle.familiar("owner", "198.51.100.4");
        assertThat(compared(_ -> "owner", _ -> "198.51.100.4"), is(17));
    }

    // row: SEC-28
    @Test
    void aGuesserWhoForgesFamiliarAddressesMeetsACeilingToo() {
        for (int i = 0; i < 40; i++) {
            throttle.familiar("owner", address(i));
        }
        // 32 of them are remembered; all other addresses are strangers'
        assertThat(compared(_ -> "owner", i -> address(i % 40)), is(78));
    }

    @Test
    void whatWasKnownBeforeTheStartCounts() {
        throttle.familiar("owner", "2001:db8:1:2::1");
        guessed();
        assertThat(throttle.check("owner", "2001:db8:1:2:ffff::9"), is(GO));
    }

    @Test
    void aSuccessClearsTheSlate() {
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.check("owner", "203.0.113.7"), is(GO));
        }
        assertThat(throttle.check("owner", "203.0.113.7"), is(new Decision.Wait(Duration.ofSeconds(1))));
        clock.advance(Duration.ofSeconds(1));
        assertThat(throttle.check("owner", "203.0.113.7"), is(GO));
        throttle.succeeded("owner", "203.0.113.7");
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.check("owner", "203.0.113.7"), is(GO));
        }
    }

    @Test
    void whoProvesHimselfOftenIsNeverSlowed() {
        for (int i = 0; i < 200; i++) {
            assertThat(throttle.check("owner", address(i)), is(GO));
            throttle.succeeded("owner", address(i));
        }
    }

    // row: SEC-28
    @Test
    void aSuccessUnderOnesOwnNameDoesNotClearWhatWasTriedAgainstAnother() {
        int compared = 0;
        for (int i = 0; i < TRIES; i++) {
            if (throttle.check("anna", "203.0.113.7").equals(GO)) {
                throttle.succeeded("anna", "203.0.113.7");
            }
            compared += throttle.check("owner", "203.0.113.7").equals(GO) ? 1 : 0;
            clock.advance(HOUR.dividedBy(TRIES));
        }
        assertThat(compared, is(17));
    }

    @Test
    void aPassphraseThatWasNotLookedAtIsNotCounted() {
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.check("owner", "203.0.113.7"), is(GO));
            throttle.withdrawn("owner", "203.0.113.7");
        }
    }

    // row: SEC-28
    @Test
    void theWaitTellsNothingAboutWhoExists() {
        throttle.familiar("owner", "198.51.100.4");
        for (int i = 0; i < 40; i++) {
            assertThat(throttle.check("owner", address(i)).getClass(), is((Object) throttle.check("nobody", address(i)).getClass()));
        }
    }

    /** How many of 10,000 tries, evenly within an hour, are let through and turn out to be wrong. */
    private int compared(IntFunction<String> member, IntFunction<String> address) {
        int compared = 0;
        for (int i = 0; i < TRIES; i++) {
            compared += throttle.check(member.apply(i), address.apply(i)).equals(GO) ? 1 : 0;
            clock.advance(HOUR.dividedBy(TRIES));
        }
        return compared;
    }

    /** Guesses at the owner's passphrase from ever new addresses until no more are let through. */
    private void guessed() {
        int compared = 0;
        while (throttle.check("owner", address(compared)).equals(GO)) {
            compared++;
        }
        assertThat(compared, is(20));
    }

    private static String address(int i) {
        return "10.%d.%d.%d".formatted(i >> 16, i >> 8 & 0xff, i & 0xff);
    }
}
