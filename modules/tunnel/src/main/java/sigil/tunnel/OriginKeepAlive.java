package sigil.tunnel;

import java.io.IOException;
import java.time.Duration;

/** Does a connection that is not used stay open? */
final class OriginKeepAlive implements PathCheck {
    private final Duration rest;

    OriginKeepAlive(Duration rest) {
        this.rest = rest;
    }

    @Override
    public Hop hop() {
        return Hop.ORIGIN;
    }

    @Override
    public String name() {
        return "keep-alive";
    }

    @Override
    public Found look(Surroundings at) {
        try (WireConnection connection = at.origin().way().open()) {
            Outcome first = at.origin().ask(connection, WireRequest.get("/healthz"));
            if (!(first instanceof Outcome.Answered)) {
                return Found.bad(Fault.ORIGIN_KEEP_ALIVE, Found.line(first));
            }
            long start = System.nanoTime();
            if (connection.stirs(rest)) {
                return Found.bad(Fault.ORIGIN_KEEP_ALIVE, "closed after " + Found.time(Duration.ofNanos(System.nanoTime() - start))
                        + " without a request");
            }
            Outcome second = at.origin().ask(connection, WireRequest.post("/mcp", "application/json", "{}"));
            return second instanceof Outcome.Answered ? Found.good("open and good after " + Found.time(rest) + " without a request")
                    : Found.bad(Fault.ORIGIN_KEEP_ALIVE, "after a rest of " + Found.time(rest) + ": " + Found.line(second));
        } catch (IOException e) {
            return Found.bad(Fault.ORIGIN_KEEP_ALIVE, String.valueOf(e.getMessage()));
        }
    }
}
