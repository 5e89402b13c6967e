package sigil.mcp.auth;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One GET for one document: the name is resolved once, every one of its addresses is judged, and a socket is connected to one that was judged.
 * Between the judgement and the connection there is no name any more that could come to mean something else; every HTTP client at hand would ask for
 * the addresses once more. TLS still proves the name.
 */
final class FetchAttempt {
    private static final int PORT = 443;
    private static final int LONGEST_HEAD = 16 * 1024;
    /** A host whose first addresses do not answer is not tried to the end of its list. */
    private static final int MOST_TRIED = 3;

    private final ClientIdUrl url;
    private final String agent;
    private final Network network;
    private final Duration limit;
    private final InstantSource clock;
    private Optional<Socket> current = Optional.empty();
    private boolean aborted;

    FetchAttempt(ClientIdUrl url, String agent, Network network, Duration limit, InstantSource clock) {
        this.url = url;
        this.agent = agent;
        this.network = network;
        this.limit = limit;
        this.clock = clock;
    }

    /** Fetches the document; every fault of the host or the network is a {@link Fetched.Failed}. */
    Fetched run() {
        try {
            return exchange(connected(judged()));
        } catch (FetchException e) {
            return new Fetched.Failed(e.getMessage(), e.isGone());
        } catch (UnknownHostException e) {
            return failed("%s has no address. Check the name, and whether this server's own name service works.");
        } catch (IOException e) {
            return failed(e.getCause() instanceof CertificateException
                    ? "%s does not prove by a certificate that it is the host of that name. Its operator has to renew the certificate."
                    : "The connection to %s did not come about or broke off. Try again later.");
        } finally {
            abort();
        }
    }

    /** Ends the attempt, from whatever thread and in whatever state: what it waits for fails at once. */
    synchronized void abort() {
        aborted = true;
        current.ifPresent(FetchAttempt::drop);
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    private synchronized Socket fresh() throws IOException {
        if (aborted) {
            throw new SocketException("aborted");
        }
        current.ifPresent(FetchAttempt::drop);
        // a proxy of the system properties would resolve the name itself
        Socket socket = new Socket(Proxy.NO_PROXY);
        current = Optional.of(socket);
        return socket;
    }

    private List<InetAddress> judged() throws IOException {
        List<InetAddress> addresses = network.resolve(url.host());
        for (InetAddress address : addresses) {
            // one is enough: a name that leads to public and other addresses is made to lead astray
            if (SpecialAddresses.contains(address) || network.isNear(address)) {
                throw new FetchException(
                        "%s leads to an address that is not on the public internet. Documents of clients are fetched from public addresses only."
                                .formatted(url.host()));
            }
        }
        if (addresses.isEmpty()) {
            throw new UnknownHostException(url.host());
        }
        return addresses.subList(0, Math.min(MOST_TRIED, addresses.size()));
    }

    private Socket connected(List<InetAddress> addresses) throws IOException {
        IOException last = new SocketException("no address");
        for (InetAddress address : addresses) {
            try {
                Socket socket = fresh();
                network.connect(socket, address, PORT, limit.dividedBy(addresses.size()));
                socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
                return socket;
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private Fetched exchange(Socket plain) throws IOException {
        // over a socket of its own, which can be closed while a handshake or a write hangs
        try (SSLSocket tls = (SSLSocket) network.tls().createSocket(plain, url.host(), PORT, true)) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(List.of(new SNIHostName(url.host())));
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            OutputStream out = tls.getOutputStream();
            out.write(request().getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return answer(new LineReader(new BufferedInputStream(tls.getInputStream()), LONGEST_HEAD));
        }
    }

    private String request() {
        return String.join("\r\n", "GET " + url.target() + " HTTP/1.1", "Host: " + url.host(), "User-Agent: " + agent,
                "Accept: application/json", "Accept-Encoding: identity", "Connection: close", "", "");
    }

    private Fetched answer(LineReader lines) throws IOException {
        HttpHead head = HttpHead.read(lines);
        if (head.status() == 404 || head.status() == 410) {
            throw FetchException.gone("%s has no document at this address (status %d). The client has to name the right one."
                    .formatted(url.host(), head.status()));
        }
        if (head.status() >= 300 && head.status() < 400) {
            throw new FetchException(("%s answers with a redirect (status %d), which is not followed. The client has to name the address at which "
                    + "the document is.").formatted(url.host(), head.status()));
        }
        if (head.status() != 200) {
            throw new FetchException("%s answers with status %d instead of a document. Try again later.".formatted(url.host(), head.status()));
        }
        if (!head.isJson()) {
            throw new FetchException("%s does not answer with JSON. The document has to be sent as application/json.".formatted(url.host()));
        }
        if (!head.isPlain()) {
            throw new FetchException("%s answers with a compressed document, which was not asked for. It has to be sent as it is."
                    .formatted(url.host()));
        }
        return new Fetched.Document(HttpBody.read(head, lines), Freshness.of(head, clock.instant()));
    }

    private Fetched failed(String sentence) {
        return new Fetched.Failed(sentence.formatted(url.host()), false);
    }
}
