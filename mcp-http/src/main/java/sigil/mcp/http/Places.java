package sigil.mcp.http;

import java.util.concurrent.Semaphore;

/**
 * What there is so much of and no more, for all ways in together.
 *
 * @param calls   that run at the same time
 * @param streams that are open at the same time
 * @param bodies  memory for those of requests
 */
record Places(Semaphore calls, Semaphore streams, BodySpace bodies) {

    static Places of(HttpLimits limits) {
        return new Places(new Semaphore(limits.maxConcurrentCalls()), new Semaphore(limits.maxStreams()), new BodySpace(limits.maxBodyBytes()));
    }
}
