package sigil.tunnel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** An option under {@code originRequest} that is worth a line of its own, with a sound value and the reason for it. */
public enum OriginOption {
    /** Time to connect. */
    CONNECT_TIMEOUT("connectTimeout", "30s", "time to open a connection to the origin; it does not limit an answer, which may stream for as long as it likes"),
    /** Keep-alive probes of TCP. */
    TCP_KEEP_ALIVE("tcpKeepAlive", "30s", "probes that notice an origin which vanished without closing its connections"),
    /** Idle connections. */
    KEEP_ALIVE_TIMEOUT("keepAliveTimeout", "90s",
            "how long an idle connection is kept for the next request; below the origin's own limit (limits.idle_timeout_seconds, 300), or a POST meets a"
                    + " closing connection: 502, for cloudflared does not send it twice"),
    /** Both families of addresses. */
    NO_HAPPY_EYEBALLS("noHappyEyeballs", "false", "localhost may mean ::1 and 127.0.0.1: both are tried, so an origin on 127.0.0.1 is found at once"),
    /** The Host that the origin sees. */
    HTTP_HOST_HEADER("httpHostHeader", "", "the Host that the origin sees; server.allowed_hosts must have it"),
    /** Certificates of an origin. */
    NO_TLS_VERIFY("noTLSVerify", "false", "certificates are checked; without effect while the origin is http://");

    private final String key;
    private final String value;
    private final String reason;

    OriginOption(String key, String value, String reason) {
        this.key = key;
        this.value = value;
        this.reason = reason;
    }

    /**
     * Its name in cloudflared's configuration.
     *
     * @return such as {@code connectTimeout}
     */
    public String key() {
        return key;
    }

    String reason() {
        return reason;
    }

    String valueFor(IngressService service) {
        return this == HTTP_HOST_HEADER ? service.hostname() : value;
    }

    /** cloudflared takes no Host for a unix socket, and looks at certificates of https:// alone. */
    boolean suits(IngressService service) {
        return this != HTTP_HOST_HEADER || !service.service().startsWith("unix:");
    }

    /**
     * Reads the names of options.
     *
     * @param names as cloudflared writes them; {@code none} alone for no option
     * @return the options, in the order of this class
     * @throws IllegalArgumentException if one is not known
     */
    public static List<OriginOption> parse(List<String> names) {
        if (names.equals(List.of("none"))) {
            return List.of();
        }
        names.stream().filter(name -> Arrays.stream(values()).noneMatch(option -> option.key.equals(name))).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(name + " is none of the options that are written: "
                    + Arrays.stream(values()).map(OriginOption::key).collect(Collectors.joining(", ")) + "; or none");
        });
        return Arrays.stream(values()).filter(option -> names.contains(option.key)).toList();
    }
}
