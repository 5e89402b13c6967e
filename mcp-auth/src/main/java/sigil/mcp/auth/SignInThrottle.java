package sigil.mcp.auth;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a passphrase may be tried.
 *
 * <p>Three things are counted: what one address tries against one member, what one address tries at all, and what is tried from everywhere. The last
 * is a ceiling, against a guesser with many addresses: {@value #PER_MEMBER} passphrases for a member at once, then one in three minutes. Under such
 * an attack the member himself finds it reached, so an address from which he proved himself before is not counted by it, but by a ceiling of its own.
 * Where he is at none of these, he approves on the box ({@code sigil-mcp approve}), which is not throttled at all.
 *
 * <p>A member who does not exist is counted like one who does: the wait tells nothing.
 */
final class SignInThrottle {
    private static final int PER_MEMBER = 20;
    private static final int FAMILIAR = 32;
    private static final int ROOM = 10_000;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(15);
    private static final Limit PAIR = new Limit.Backoff("passphrases of one member from one address", 5, FIRST, MOST, DAY);
    private static final Limit ADDRESS = new Limit.Backoff("passphrases from one address", 10, FIRST, MOST, DAY);
    private static final Limit MEMBER = new Limit.Rate("passphrases of one member", PER_MEMBER, Duration.ofMinutes(3));
    private static final Limit KNOWN = new Limit.Rate("passphrases of one member from where he was before", PER_MEMBER, Duration.ofMinutes(3));
    private static final Limit ALL = new Limit.Rate("passphrases", 3 * PER_MEMBER, Duration.ofMinutes(1));

    private final Throttle throttle;
    /** Where each member proved himself, the most recent last. Only who has a passphrase ever comes in here. */
    private final Map<String, LinkedHashMap<String, Boolean>> familiar = new HashMap<>();

    SignInThrottle(Clock clock) {
        this.throttle = new Throttle(clock, ROOM);
    }

    /**
     * Asks whether a passphrase may be compared, and counts it as wrong if so.
     *
     * @param member  who somebody says to be, whatever he says, in the form in which he is looked up: one member must not have two names here
     * @param address where he seems to be
     */
    Throttle.Decision check(String member, String address) {
        return throttle.check(keys(member, ClientNetwork.of(address)));
    }

    /** The passphrase was right: the address has a clean slate and is the member's from now on. */
    void succeeded(String member, String address) {
        String network = ClientNetwork.of(address);
        throttle.succeeded(keys(member, network));
        remember(member, network);
    }

    /** The passphrase was not looked at. */
    void withdrawn(String member, String address) {
        throttle.withdrawn(keys(member, ClientNetwork.of(address)));
    }

    /** The member proved himself there, as far as is known from before this program started. */
    void familiar(String member, String address) {
        remember(member, ClientNetwork.of(address));
    }

    private Throttle.Key[] keys(String member, String network) {
        // whatever the address is, it came in a header or from a socket, and has no line break in it
        var pair = new Throttle.Key(PAIR, member + "\n" + network);
        var address = new Throttle.Key(ADDRESS, network);
        return isFamiliar(member, network)
                ? new Throttle.Key[] {pair, address, new Throttle.Key(KNOWN, member)}
                : new Throttle.Key[] {pair, address, new Throttle.Key(MEMBER, member), new Throttle.Key(ALL, "")};
    }

    private boolean isFamiliar(String member, String network) {
        synchronized (familiar) {
            return familiar.containsKey(member) && familiar.get(member).containsKey(network);
        }
    }

    private void remember(String member, String network) {
        synchronized (familiar) {
            var networks = familiar.computeIfAbsent(member, _ -> new LinkedHashMap<>());
            networks.remove(network);
            networks.putLast(network, true);
            if (networks.size() > FAMILIAR) {
                networks.pollFirstEntry();
            }
        }
    }
}
