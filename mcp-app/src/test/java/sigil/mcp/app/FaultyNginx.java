package sigil.mcp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real nginx with many public sides, each with a fault of its own. */
final class FaultyNginx implements AutoCloseable {
    private static final String HEAD = """
            daemon off;
            # one process, which stays the user that started it
            master_process off;
            pid nginx.pid;
            events { worker_connections 512; }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                proxy_cache_path kept keys_zone=kept:1m;
                client_max_body_size 2m;
                gzip_proxied any;
                sub_filter_types *;
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_set_header Host $http_host;
            """;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final StringBuilder servers = new StringBuilder();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private Optional<Process> process = Optional.empty();

    FaultyNginx(Path home) {
        this.home = home;
    }

    /** Adds a public side: what stands in its server block. */
    int serve(TestAuthority.Given certificate, String block) {
        int port = freePort();
        servers.append("""
                    server {
                        listen 127.0.0.1:%d ssl;
                        ssl_certificate %s;
                        ssl_certificate_key %s;
                %s
                    }
                """.formatted(port, certificate.pem(), certificate.key(), block.indent(8)));
        ports.put(block, port);
        return port;
    }

    /** Starts it; false where there is no nginx. */
    boolean start() {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            return false;
        }
        Path configuration = Image.write(home.resolve("nginx.conf"), HEAD + servers + "}\n");
        Path log = home.resolve("error.log");
        try {
            process = Optional.of(new ProcessBuilder(program.get().toString(), "-e", log.toString(), "-p", home.toString(), "-c",
                    configuration.toString()).redirectErrorStream(true).redirectOutput(home.resolve("output.log").toFile()).start());
            for (int tries = 0; tries < 400; tries++) {
                try (Socket _ = new Socket(InetAddress.getByName("127.0.0.1"), ports.values().iterator().next())) {
                    return true;
                } catch (IOException e) {
                    if (process.get().waitFor(50, TimeUnit.MILLISECONDS)) {
                        break;
                    }
                }
            }
            throw new AssertionError("nginx does not listen: " + Files.readString(log) + Files.readString(home.resolve("output.log")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One that nobody listens at, was not given before, and that the kernel gives to nobody who asks for any. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                if (GIVEN.add(port)) {
                    return port;
                }
            } catch (IOException _) {
                // another one then
            }
        }
    }

    @Override
    public void close() {
        process.ifPresent(running -> {
            running.destroy();
            try {
                running.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            running.destroyForcibly();
        });
    }
}
