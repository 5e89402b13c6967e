package sigil.tunnel;

import java.time.Duration;
import java.util.Optional;

/**
 * What the origin says of itself, which the tunnel must fit.
 *
 * @param hostname    the name under which clients come; empty if it is not configured
 * @param port        where the origin listens
 * @param idleTimeout after which it closes an idle connection
 */
public record Expectations(Optional<String> hostname, int port, Duration idleTimeout) {
}
