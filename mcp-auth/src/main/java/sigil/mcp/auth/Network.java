package sigil.mcp.auth;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/** What a fetch sees of the network. A seam: what it may reach is judged on this side of it. */
interface Network {
    /**
     * All addresses of a name, asked once.
     *
     * @throws IOException if there are none
     */
    List<InetAddress> resolve(String host) throws IOException;

    /**
     * Whether an address is this machine's or that of a neighbour, whom strangers may not reach through this server.
     *
     * @throws IOException if that cannot be told
     */
    boolean isNear(InetAddress address) throws IOException;

    /**
     * Connects a socket to this very address.
     *
     * @throws IOException if nobody answers there in time
     */
    void connect(Socket socket, InetAddress address, int port, Duration patience) throws IOException;

    /** Who is believed when he proves his name. */
    SSLSocketFactory tls();
}
