package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** A response that is a stream of events: one write and one flush for each. */
final class SseResponse {
    private final OutputStream out;

    private SseResponse(OutputStream out) {
        this.out = out;
    }

    /** Sends the headers with the first event. */
    static SseResponse open(ServerResponse response) {
        response.status(Status.OK_200).header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        return new SseResponse(response.outputStream());
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
    }

    /**
     * Ends the response; the connection stays.
     *
     * @throws UncheckedIOException or another runtime exception if the client is gone
     */
    void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
