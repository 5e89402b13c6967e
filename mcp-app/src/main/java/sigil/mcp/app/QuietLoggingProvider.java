package sigil.mcp.app;

import io.helidon.logging.common.spi.LoggingProvider;

/** Log4j configures itself; Helidon only wants to know that somebody has. */
public final class QuietLoggingProvider implements LoggingProvider {

    /** Found as a service. */
    public QuietLoggingProvider() {
    }

    @Override
    public void initialization() {
        // see the type
    }

    @Override
    public void runTime() {
        // see the type
    }
}
