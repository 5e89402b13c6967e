package sigil.tunnel;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What the doctor looks at.
 *
 * @param originHost where the server listens
 * @param originPort where the server listens
 * @param url        the public origin, such as {@code https://mcp.example.com}, without a path; without one the server is only asked directly
 * @param issuer     what the server is configured to call itself
 * @param key        the probe key of the server, 32 bytes
 * @param connect    {@code HOST:PORT} to connect to instead of what the name leads to; then the name is not looked at
 * @param trust      who is trusted with certificates
 * @param bodyBytes  the largest request that the server takes
 * @param slow       whether there is time for the long checks, of two minutes
 */
public record DoctorSettings(String originHost, int originPort, Optional<URI> url, String issuer, byte[] key, Optional<HostPort> connect, SSLContext trust,
                             int bodyBytes, boolean slow) {

    /** Checks the URL. */
    public DoctorSettings {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(trust, "trust");
        if (url.isPresent() && (!"https".equals(url.get().getScheme()) || url.get().getHost() == null || url.get().getRawUserInfo() != null
                || url.get().getPort() != -1 && !HostPort.isPort(url.get().getPort()))) {
            throw new IllegalArgumentException(url.get() + " is not a URL such as https://mcp.example.com.");
        }
    }

    /**
     * A place in the network.
     *
     * @param host a name or an address
     * @param port from 1 to 65535
     */
    public record HostPort(String host, int port) {

        /**
         * Reads {@code HOST:PORT}.
         *
         * @param text such as {@code 127.0.0.1:8443}
         * @return the place
         * @throws IllegalArgumentException if it is none
         */
        public static HostPort of(String text) {
            int colon = text.lastIndexOf(':');
            if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}") || !isPort(Integer.parseInt(text.substring(colon + 1)))) {
                throw new IllegalArgumentException(text + " is not HOST:PORT, with a port from 1 to 65535.");
            }
            return new HostPort(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        }

        static boolean isPort(int number) {
            return number >= 1 && number <= 65_535;
        }
    }

    /** The origin of the URL as it stands in documents: without the port that https has anyway. */
    String urlOrigin() {
        return "https://" + authority();
    }

    /** What stands in {@code Host}. */
    String authority() {
        URI there = url.orElseThrow();
        return there.getPort() < 0 || there.getPort() == 443 ? there.getHost() : there.getHost() + ":" + there.getPort();
    }

    String originText() {
        return "http://" + originHost + ":" + originPort;
    }

    Way directly() {
        return new Way(originHost.replaceAll("[\\[\\]]", ""), originPort, "127.0.0.1:" + originPort, originHost, Optional.empty());
    }

    Way publicly() {
        URI there = url.orElseThrow();
        HostPort place = connect.orElseGet(() -> new HostPort(there.getHost(), there.getPort() < 0 ? 443 : there.getPort()));
        return new Way(place.host().replaceAll("[\\[\\]]", ""), place.port(), authority(), there.getHost().replaceAll("[\\[\\]]", ""), Optional.of(trust));
    }
}
