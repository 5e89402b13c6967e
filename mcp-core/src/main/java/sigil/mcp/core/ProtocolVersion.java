package sigil.mcp.core;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A revision of MCP that this server speaks. */
public enum ProtocolVersion {
    /** The first public revision. */
    V2024_11_05("2024-11-05", Era.LEGACY),
    /** The revision that brought Streamable HTTP; assumed where a legacy request names none. */
    V2025_03_26("2025-03-26", Era.LEGACY),
    /** The revision that brought structured results. */
    V2025_06_18("2025-06-18", Era.LEGACY),
    /** The last revision with a handshake. */
    V2025_11_25("2025-11-25", Era.LEGACY),
    /** The first stateless revision. */
    V2026_07_28("2026-07-28", Era.MODERN);

    /** The newest revision that is opened by {@code initialize}. */
    public static final ProtocolVersion LATEST_LEGACY = V2025_11_25;
    /** What a legacy request without a version header speaks (2025-11-25, transports, "Protocol Version Header"). */
    public static final ProtocolVersion ASSUMED = V2025_03_26;

    private static final String FIRST_MODERN = V2026_07_28.wire;
    private static final List<String> SUPPORTED = Stream.of(values())
            .sorted(Comparator.reverseOrder())
            .map(ProtocolVersion::wire)
            .toList();

    private final String wire;
    private final Era era;

    ProtocolVersion(String wire, Era era) {
        this.wire = wire;
        this.era = era;
    }

    /**
     * The name on the wire.
     *
     * @return the date of the revision, such as {@code 2025-11-25}
     */
    public String wire() {
        return wire;
    }

    /**
     * The era it belongs to.
     *
     * @return the era
     */
    public Era era() {
        return era;
    }

    /**
     * Whether this revision has what another one brought.
     *
     * @param first a revision
     * @return true for that revision and every later one, in whatever era
     */
    public boolean since(ProtocolVersion first) {
        return compareTo(first) >= 0;
    }

    /**
     * All versions on offer, newest first: the same list in {@code server/discover} and in error -32022.
     *
     * @return wire names
     */
    public static List<String> supported() {
        return SUPPORTED;
    }

    /**
     * Finds a version by its name.
     *
     * @param wire a version as it came from a peer
     * @return the version, or empty where this server does not speak it
     */
    public static Optional<ProtocolVersion> parse(String wire) {
        for (ProtocolVersion version : values()) {
            if (version.wire.equals(wire)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a version that may be unknown here can only mean the modern era.
     *
     * @param wire a version as it came from a peer
     * @return true for a date that is not before the first modern revision
     */
    static boolean looksModern(String wire) {
        return wire.length() == FIRST_MODERN.length()
                && wire.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9')
                && wire.compareTo(FIRST_MODERN) >= 0;
    }
}
