package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over loopback every peer may name another, so the others are made up here. */
class PeerAddressTest {

    // row: SEC-27
    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, CF-Connecting-IP, 198.51.100.7",
        "198.51.100.7, X-Forwarded-For,  198.51.100.7",
        "192.168.1.20, CF-Connecting-IP, 192.168.1.20",
        "10.0.0.1,     X-Forwarded-For,  10.0.0.1",
        "2001:db8::1,  CF-Connecting-IP, 2001:db8:0:0:0:0:0:1",
        "127.0.0.1,    CF-Connecting-IP, 203.0.113.9",
        "127.0.0.2,    X-Forwarded-For,  203.0.113.9",
        "::1,          CF-Connecting-IP, 203.0.113.9"})
    void whomAPeerNamesIsBelievedIfThePeerIsThisMachine(String peer, String header, String address) {
        var from = new InetSocketAddress(peer, 50_000);
        PeerInfo info = answering(PeerInfo.class, Map.of("address", from, "host", from.getAddress().getHostAddress()));
        var headers = ServerRequestHeaders.create(WritableHeaders.create().set(HeaderNames.create(header), "203.0.113.9"));
        assertThat(PeerAddress.of(answering(ServerRequest.class, Map.of("remotePeer", info, "headers", headers))), is(address));
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> answers.get(method.getName())));
    }
}
