package sigil.mcp.http;

import java.util.concurrent.Semaphore;

/**
 * The memory that is set aside for bodies that are large, or that stay: as much as eight of the largest take. A small one that is dealt with at
 * once takes none of it; as many of those as there are connections fit into the heap.
 */
final class BodySpace {
    /** Up to this size, in bytes, a body is small. */
    static final int SMALL = 64 << 10;
    private static final int LARGEST_BODIES = 8;

    private final Semaphore kibibytes;

    BodySpace(int maxBodyBytes) {
        this.kibibytes = new Semaphore(Math.max(1, kibibytes(maxBodyBytes)) * LARGEST_BODIES);
    }

    private static int kibibytes(long bytes) {
        return (int) (bytes >> 10);
    }

    /** What one request takes, nothing at first. */
    Share share() {
        return new Share();
    }

    /** What one request takes, until it is closed; used by the thread of the request alone. */
    final class Share implements AutoCloseable {
        private int held;

        private Share() {
        }

        /** Takes as much as a body of that size needs, or gives back what it does not need; false where there is not enough. */
        boolean take(long bytes) {
            int wanted = kibibytes(bytes);
            if (wanted > held && !kibibytes.tryAcquire(wanted - held)) {
                return false;
            }
            kibibytes.release(Math.max(0, held - wanted));
            held = wanted;
            return true;
        }

        @Override
        public void close() {
            take(0);
        }
    }
}
