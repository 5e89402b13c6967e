package sigil.tunnel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * How one gets to the origin: directly, or through everything that stands in front of it.
 *
 * @param host     the name to connect to
 * @param port     the port to connect to
 * @param named    what stands in {@code Host}
 * @param name     which name the certificate must have
 * @param security who is trusted; empty for plain TCP
 */
record Way(String host, int port, String named, String name, Optional<SSLContext> security) {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration HANDSHAKE = Duration.ofSeconds(20);

    /** The dot that may end a name in the DNS is in no certificate. */
    Way {
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** Connects, with TLS where the way has it. */
    WireConnection open() throws IOException {
        Socket socket = connect();
        try {
            return new WireConnection(security.isPresent() ? secured(socket) : socket, named);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Connects without a word. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), (int) CONNECT.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The same connection with TLS, once the certificate was found good. */
    SSLSocket secured(Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket) security.orElseThrow().getSocketFactory().createSocket(socket, name, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (name.matches(".*[A-Za-z].*") && !name.contains(":")) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        secured.setSSLParameters(parameters);
        secured.setSoTimeout((int) CONNECT.toMillis());
        try (Deadline deadline = Deadline.of(socket, HANDSHAKE)) {
            try {
                secured.startHandshake();
            } catch (IOException e) {
                throw deadline.passed() ? new SocketTimeoutException("TLS was begun, and not ended in time") : e;
            }
        }
        return secured;
    }

    /** The same way for somebody who names the server otherwise. */
    Way named(String other) {
        return new Way(host, port, other, name, security);
    }
}
