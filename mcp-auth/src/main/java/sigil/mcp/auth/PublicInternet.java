package sigil.mcp.auth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** The network itself: the resolver of this machine, and the certificate authorities that come with Java. */
final class PublicInternet implements Network {
    private final SSLSocketFactory tls;

    PublicInternet() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            // no key of its own, whatever the system properties name: nothing is proved to the host
            context.init(new KeyManager[0], null, null);
            tls = context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    @Override
    public List<InetAddress> resolve(String host) throws IOException {
        return List.of(InetAddress.getAllByName(host));
    }

    @Override
    public boolean isNear(InetAddress address) throws IOException {
        return NearAddresses.contains(address);
    }

    @Override
    public void connect(Socket socket, InetAddress address, int port, Duration patience) throws IOException {
        socket.connect(new InetSocketAddress(address, port), Math.toIntExact(Math.max(1, patience.toMillis())));
    }

    @Override
    public SSLSocketFactory tls() {
        return tls;
    }
}
