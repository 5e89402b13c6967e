package sigil.mcp.auth;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import javax.net.ssl.SSLSocketFactory;

/**
 * A network in which every address is a host on loopback, so that a test can say that a name leads to an address of the public internet without
 * anything being sent there. It notes what it is asked.
 */
final class LoopbackNetwork implements Network {
    private final SSLSocketFactory tls;
    private final int port;
    private final IntFunction<List<String>> answers;
    private final Set<String> dead;
    private final Set<String> near;
    private final List<String> resolved = new CopyOnWriteArrayList<>();
    private final List<String> connected = new CopyOnWriteArrayList<>();

    private LoopbackNetwork(SSLSocketFactory tls, int port, IntFunction<List<String>> answers, Set<String> dead, Set<String> near) {
        this.tls = tls;
        this.port = port;
        this.answers = answers;
        this.dead = dead;
        this.near = near;
    }

    /** One that leads every name to this address of the public internet, and every address to this port of loopback. */
    static LoopbackNetwork leadingTo(int port, SSLSocketFactory tls) {
        return new LoopbackNetwork(tls, port, _ -> List.of("93.184.216.34"), Set.of(), Set.of());
    }

    /** The same, but names have these addresses. */
    LoopbackNetwork resolving(String... addresses) {
        return new LoopbackNetwork(tls, port, _ -> List.of(addresses), dead, near);
    }

    /** The same, but names have other addresses each time. */
    LoopbackNetwork rebinding(IntFunction<List<String>> byTime) {
        return new LoopbackNetwork(tls, port, byTime, dead, near);
    }

    /** The same, but nobody answers at these addresses. */
    LoopbackNetwork dead(String... addresses) {
        return new LoopbackNetwork(tls, port, answers, Set.of(addresses), near);
    }

    /** The same, but these addresses are those of neighbours. */
    LoopbackNetwork near(String... addresses) {
        return new LoopbackNetwork(tls, port, answers, dead, Set.of(addresses));
    }

    /** The names that were resolved. */
    List<String> resolved() {
        return List.copyOf(resolved);
    }

    /** The addresses and ports that were connected to, as far as this network was told. */
    List<String> connected() {
        return List.copyOf(connected);
    }

    @Override
    public List<InetAddress> resolve(String host) throws IOException {
        List<String> found = answers.apply(resolved.size());
        resolved.add(host);
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return found.stream().map(InetAddress::ofLiteral).toList();
    }

    @Override
    public boolean isNear(InetAddress address) {
        return near.contains(address.getHostAddress());
    }

    @Override
    public void connect(Socket socket, InetAddress address, int at, Duration patience) throws IOException {
        connected.add(address.getHostAddress() + " " + at);
        if (dead.contains(address.getHostAddress())) {
            throw new ConnectException("nobody");
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Math.toIntExact(patience.toMillis()));
    }

    @Override
    public SSLSocketFactory tls() {
        return tls;
    }
}
