package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the image: what they print, and exit codes that mean something. */
class CommandLineIT {
    @TempDir
    private Path home;
    private Image image;
    private Path sample;

    @BeforeEach
    void prepare() {
        image = Image.in(home);
        sample = home.resolve("sample");
        Image.write(sample.resolve("src/Greeting.java"), "class Greeting {}\n");
    }

    @Test
    void aPortThatIsTakenEndsTheStartWithTheCure() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Image.Finished finished = image.run("serve", "--no-auth", "--repo", sample.toString(), "--port", String.valueOf(taken.getLocalPort()));
            assertThat(finished.exitCode(), is(1));
            assertThat(finished.err(), containsString("Cannot listen on 127.0.0.1:" + taken.getLocalPort()
                    + ". Is another program using the port? Choose another with --port or server.port."));
        }
    }

    @Test
    void aConfigurationThatCannotBeUsedIsNamedWithEveryFaultAndTheNearestRightName() {
        Path file = Image.write(home.resolve("broken.json"),
                "{\"server\": {\"prot\": 1, \"port\": \"many\"}, \"repositories\": {\"sample\": \"" + sample + "\"}}");
        for (List<String> command : List.of(List.of("serve"), List.of("config", "check"))) {
            Image.Finished finished = image.run(new java.util.ArrayList<>(command) {{ addAll(List.of("--config", file.toString())); }}
                    .toArray(String[]::new));
            assertThat(finished.exitCode(), is(3));
            assertThat(finished.err(), allOf(containsString("server.prot"), containsString("did you mean server.port?"),
                    containsString("server.port must be a whole number from 0 to 65535")));
        }
    }
}
