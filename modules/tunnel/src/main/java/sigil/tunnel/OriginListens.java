package sigil.tunnel;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Does anything listen where the server should? */
final class OriginListens implements PathCheck {
    @Override
    public Hop hop() {
        return Hop.ORIGIN;
    }

    @Override
    public String name() {
        return "listens";
    }

    @Override
    public Found look(Surroundings at) {
        long start = System.nanoTime();
        try (Socket _ = at.origin().way().connect()) {
            return Found.good("connected after " + Found.time(Duration.ofNanos(System.nanoTime() - start)));
        } catch (IOException e) {
            return Found.bad(Fault.ORIGIN_DOWN, at.settings().originText() + ": " + e.getMessage());
        }
    }
}
