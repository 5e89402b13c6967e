package sigil.mcp.auth;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.SecurityContext;
import io.helidon.security.SecurityEnvironment;
import io.helidon.security.spi.AuthenticationProvider;
import java.util.List;

/** A request as Helidon Security sees it. */
final class Requests {
    private final SecurityEnvironment.Builder environment = SecurityEnvironment.builder();

    private Requests() {
    }

    static Requests plain() {
        return new Requests().and("Host", "127.0.0.1:8000").and("User-Agent", "test").and("Accept", "application/json, text/event-stream")
                .and("Origin", "http://localhost").and("Mcp-Session-Id", "1").and("Cookie", "access_token=x");
    }

    static Requests with(String header, String... values) {
        return plain().and(header, values);
    }

    Requests and(String header, String... values) {
        environment.header(header, List.of(values));
        return this;
    }

    Requests path(String path) {
        environment.path(path);
        return this;
    }

    Requests query(String name, String value) {
        environment.queryParam(name, value);
        return this;
    }

    SecurityContext context(AuthenticationProvider provider) {
        return Authentication.by(provider).contextBuilder("test").env(environment.build()).build();
    }

    AuthenticationResponse to(AuthenticationProvider provider) {
        return context(provider).atnClientBuilder().submit();
    }
}
