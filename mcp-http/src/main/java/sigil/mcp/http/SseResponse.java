package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** A response that is a stream of events: one write and one flush for each. */
final class SseResponse {
    private final OutputStream out;
    private final OpenStreams streams;
    private volatile long writtenAt = System.nanoTime();

    private SseResponse(OutputStream out, OpenStreams streams) {
        this.out = out;
        this.streams = streams;
    }

    /** Sends the headers with the first event. */
    static SseResponse open(ServerRequest request, ServerResponse response) {
        RequestRecord entry = RequestRecord.of(request);
        SseResponse stream = new SseResponse(begin(response), entry.streams());
        entry.streams().opened(stream);
        entry.stream(stream);
        return stream;
    }

    /** The same, and it counts among no others. */
    static SseResponse openUncounted(ServerResponse response) {
        return new SseResponse(begin(response), new OpenStreams());
    }

    private static OutputStream begin(ServerResponse response) {
        response.status(Status.OK_200).header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        return response.outputStream();
    }

    /**
     * Writes an event.
     *
     * @throws UncheckedIOException or another runtime exception if the client is gone
     */
    void write(byte[] event) {
        try {
            out.write(event);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long now = System.nanoTime();
        streams.wasSilent(now - writtenAt);
        writtenAt = now;
    }

    /** When something was written last, or when it was opened. */
    long writtenAt() {
        return writtenAt;
    }

    /** It carries nothing any more: it has ended, or its connection has gone. */
    void over() {
        streams.closed(this);
    }

    /**
     * Ends the response; the connection stays.
     *
     * @throws UncheckedIOException or another runtime exception if the client is gone
     */
    void close() {
        over();
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
