package sigil.mcp.auth;

/** The names of this machine for itself. */
final class Loopback {
    private Loopback() {
    }

    /** Whether a host of a URI, brackets included, is the loopback interface: RFC 8252 section 7.3, and {@code localhost}, which clients use. */
    static boolean isHost(String host) {
        return host.equals("127.0.0.1") || host.equals("[::1]") || host.equalsIgnoreCase("localhost");
    }
}
