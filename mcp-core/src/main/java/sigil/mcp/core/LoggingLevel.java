package sigil.mcp.core;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much a log message matters (RFC 5424 section 6.2.1), the least first. */
public enum LoggingLevel {
    /** For those who look for a fault. */
    DEBUG,
    /** What goes on. */
    INFO,
    /** Normal but worth a look. */
    NOTICE,
    /** Something may be wrong. */
    WARNING,
    /** Something failed. */
    ERROR,
    /** A part failed. */
    CRITICAL,
    /** Somebody must act now. */
    ALERT,
    /** Nothing works. */
    EMERGENCY;

    /**
     * The name on the wire.
     *
     * @return such as {@code warning}
     */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<LoggingLevel> parse(String wire) {
        return Stream.of(values()).filter(level -> level.wire().equals(wire)).findFirst();
    }
}
