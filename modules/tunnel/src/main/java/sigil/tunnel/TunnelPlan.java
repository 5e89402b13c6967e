package sigil.tunnel;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a configuration is generated from.
 *
 * @param kind        what carries the requests
 * @param services    the origin first, then what else goes through the same tunnel; not empty
 * @param tunnel      name or UUID of the tunnel, where it has one
 * @param credentials cloudflared's file for this tunnel; empty while the tunnel is not created
 * @param options     what is written under {@code originRequest} of the origin
 * @param directory   cloudflared's directory
 * @param server      the configuration of the server, for the commands that a person is told; empty where it has none
 */
public record TunnelPlan(TunnelKind kind, List<IngressService> services, String tunnel, Optional<Path> credentials, List<OriginOption> options,
                         Path directory, Optional<Path> server) {
    /** Copies the lists and looks at the name. */
    public TunnelPlan {
        services = List.copyOf(services);
        options = List.copyOf(options);
        if (services.isEmpty()) {
            throw new IllegalArgumentException("A tunnel needs a service");
        }
        Set<String> names = new HashSet<>();
        services.stream().map(IngressService::hostname).filter(name -> !names.add(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(name + " is there twice; the second of its services would never be asked");
        });
        if (!tunnel.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw new IllegalArgumentException(tunnel + " is no name of a tunnel: up to 63 letters, digits, dots, dashes and underscores");
        }
    }

    /**
     * The service that all this is for.
     *
     * @return the first
     */
    public IngressService origin() {
        return services.getFirst();
    }

    /** As {@code HOST:PORT}, for programs that are told no scheme. */
    String originAddress() {
        return origin().service().replaceFirst("^https?://", "");
    }

    /** The file with the credentials, or where it will be once there is a tunnel. */
    Path credentialsFile() {
        return credentials.orElse(directory.resolve("<TUNNEL-ID>.json"));
    }
}
