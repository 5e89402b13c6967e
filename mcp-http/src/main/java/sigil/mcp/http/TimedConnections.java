package sigil.mcp.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** HTTP/1.1 as Helidon speaks it, on connections with a {@link RequestClock}. */
final class TimedConnections implements ServerConnectionSelector, AutoCloseable {
    private final Http1ConnectionSelector http;
    private final Duration silence;
    private final Duration whole;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("request-clock").factory());

    TimedConnections(Http1Config config, Duration silence, Duration whole) {
        this.http = Http1ConnectionSelector.builder().config(config).build();
        this.silence = silence;
        this.whole = whole;
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return http.connection(new TimedConnection(context, silence, whole, timer));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
