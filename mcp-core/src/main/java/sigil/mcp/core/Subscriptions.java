package sigil.mcp.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The resources that a session wants to hear of, by their canonical URIs, each as the client spelled it last. */
final class Subscriptions {
    /** What a subscription takes beside its two URIs. */
    private static final int OVERHEAD = 128;

    private final Allowance allowance;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> uris = new ConcurrentHashMap<>();
    private boolean ended;

    /**
     * None.
     *
     * @param allowance of memory for those of all sessions
     */
    Subscriptions(Allowance allowance) {
        this.allowance = allowance;
    }

    Map<String, String> uris() {
        return uris;
    }

    /** Adds one; false where there is no memory for it. */
    boolean add(String canonical, String spelling) {
        lock.lock();
        try {
            long before = uris.containsKey(canonical) ? weight(canonical, uris.get(canonical)) : 0;
            if (ended || !allowance.take(weight(canonical, spelling) - before)) {
                return false;
            }
            uris.put(canonical, spelling);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void remove(String canonical) {
        lock.lock();
        try {
            String spelling = uris.remove(canonical);
            if (spelling != null) {
                allowance.take(-weight(canonical, spelling));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of all, and takes no more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            uris.keySet().forEach(this::remove);
        } finally {
            lock.unlock();
        }
    }

    private static long weight(String canonical, String spelling) {
        return canonical.length() + spelling.length() + OVERHEAD;
    }
}
