package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tunnel init} writes for nginx and for Caddy is run by the real ones, and the doctor has nothing to say of it; ports and certificates are the test's. */
class GeneratedProxyIT {
    private static final String HOST = "mcp.example.com";

    @TempDir
    private static Path home;
    private static Image image;
    private static RunningImage server;
    private static TestAuthority authority;
    private static TestAuthority.Given certificate;

    @BeforeAll
    static void start() throws Exception {
        image = Image.in(Files.createDirectory(home.resolve("server")));
        Image.write(image.home().resolve("sample/Hello.java"), "class Hello {}\n");
        server = RunningImage.start(image, "--repo", image.home().resolve("sample").toString(), "--public-url", "https://" + HOST);
        authority = TestAuthority.in(home);
        certificate = authority.give("proxy", HOST, "-1d", 3);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void nginxBringsEverythingThrough() throws Exception {
        Path program = installed("nginx", "nginx-light");
        Path directory = generated("nginx");
        int port = FaultyNginx.freePort();
        String site = Files.readString(directory.resolve("sigil-mcp.conf")).replaceAll("listen 443 .*", "listen 127.0.0.1:" + port + " ssl;")
                .replaceAll("listen \\[::]:443 .*", "").replaceAll("ssl_certificate  .*", "ssl_certificate " + certificate.pem() + ";")
                .replaceAll("ssl_certificate_key .*", "ssl_certificate_key " + certificate.key() + ";");
        Path configuration = Image.write(directory.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid nginx.pid;
                events {}
                http {
                access_log off;
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                """ + site + "}\n");
        findsNothing(port, directory, program.toString(), "-e", directory.resolve("error.log").toString(), "-p", directory.toString(), "-c", configuration.toString());
    }

    @Test
    void caddyBringsEverythingThrough() throws Exception {
        Path program = installed("caddy", "caddy");
        Path directory = generated("caddy");
        int port = FaultyNginx.freePort();
        String site = Files.readString(directory.resolve("sigil-mcp.caddy"))
                .replace(HOST + " {\n", HOST + " {\n\ttls " + certificate.pem() + " " + certificate.key() + "\n");
        Path configuration = Image.write(directory.resolve("Caddyfile"), "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\thttps_port " + port + "\n}\n"
                + site);
        findsNothing(port, directory, program.toString(), "run", "--adapter", "caddyfile", "--config", configuration.toString());
    }

    private static Path generated(String kind) throws IOException {
        Path directory = home.resolve(kind);
        Shell shell = Shell.run("tunnel", "init", "--yes", "--kind", kind, "--hostname", HOST, "--origin", "http://localhost:" + server.port(), "--directory",
                directory.toString(), "--config", Image.write(home.resolve(kind + ".json"), "{}").toString());
        assertThat(shell.err(), shell.exit(), is(0));
        return directory;
    }

    private static void findsNothing(int port, Path directory, String... command) throws Exception {
        Path log = directory.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("XDG_DATA_HOME", directory.resolve("data").toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        Process proxy = builder.start();
        try {
            awaits(proxy, port, log);
            Shell seen = Shell.run("doctor", "--connect", "127.0.0.1:" + port, "--origin", "127.0.0.1:" + server.port(), "--ca", authority.pem().toString(), "--config",
                    directory + ".json", "--set", "state.directory=" + image.state());
            assertThat(seen.err() + seen.out(), seen.exit(), is(0));
        } finally {
            proxy.destroy();
            proxy.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static void awaits(Process proxy, int port, Path log) throws Exception {
        for (int tries = 0; tries < 600; tries++) {
            try (Socket _ = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
                return;
            } catch (IOException e) {
                if (proxy.waitFor(50, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        throw new AssertionError("it does not listen: " + Files.readString(log));
    }

    private static Path installed(String name, String debianPackage) {
        Optional<Path> program = Stream.concat(Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")), Stream.of("/usr/sbin"))
                .filter(directory -> !directory.isEmpty()).map(directory -> Path.of(directory, name)).filter(Files::isExecutable).findFirst();
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(program.isPresent(), name + " is not installed, so what is written for it is not tried: apt-get install " + debianPackage);
        }
        return program.orElseThrow(() -> new AssertionError(name + " is missing: apt-get install " + debianPackage));
    }
}
