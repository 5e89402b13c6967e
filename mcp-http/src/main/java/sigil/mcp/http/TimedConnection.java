package sigil.mcp.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** A connection as Helidon made it, but read by a {@link RequestClock}. */
final class TimedConnection implements ConnectionContext {
    private final ConnectionContext made;
    private final RequestClock clock;

    TimedConnection(ConnectionContext made, Duration silence, Duration whole, ScheduledExecutorService timer) {
        this.made = made;
        this.clock = new RequestClock(made, silence, whole, timer);
    }

    RequestClock clock() {
        return clock;
    }

    @Override
    public DataReader dataReader() {
        return clock.reader();
    }

    @Override
    public ListenerContext listenerContext() {
        return made.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return made.executor();
    }

    @Override
    public DataWriter dataWriter() {
        return made.dataWriter();
    }

    @Override
    public Router router() {
        return made.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return made.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return made.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return made.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return made.localPeer();
    }

    @Override
    public boolean isSecure() {
        return made.isSecure();
    }

    @Override
    public String socketId() {
        return made.socketId();
    }

    @Override
    public String childSocketId() {
        return made.childSocketId();
    }
}
