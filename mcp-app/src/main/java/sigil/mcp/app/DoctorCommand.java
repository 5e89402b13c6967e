package sigil.mcp.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sigil.tunnel.Diagnosis;
import sigil.tunnel.DoctorSettings;
import sigil.tunnel.DoctorSettings.HostPort;
import sigil.tunnel.PathDoctor;

/** {@code sigil-mcp doctor}. */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Walk the way from the public URL to the server, and say what is wrong with it and what helps. Exit code 0 only if all is well.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp doctor",
            "  sigil-mcp doctor --origin 127.0.0.1:8000",
            "  sigil-mcp doctor https://mcp.example.com --slow",
            "  sigil-mcp doctor --config /etc/sigil-mcp/config.json --json"
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Parameters(index = "0", arity = "0..1", paramLabel = "URL", description = "The URL that clients are given (server.public_url). Without one only the server itself is looked at.")
    private String url;
    @Option(names = "--slow", description = "Take two minutes for the long checks: rests of 95 s, and silence until something cuts it.")
    private boolean slow;
    @Option(names = "--json", description = "As a JSON object.")
    private boolean json;
    @Option(names = "--origin", paramLabel = "HOST:PORT", description = "Where the server listens (server.host, server.port).")
    private String origin;
    @Option(names = "--connect", paramLabel = "HOST:PORT",
            description = "Connect there instead of where the name leads, such as before its record is made; the name is then not looked at.")
    private String connect;
    @Option(names = "--ca", paramLabel = "FILE", description = "Believe the authority in this PEM file too, beside those that everybody believes.")
    private Path authority;

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = options.load();
        DoctorReport report = new DoctorReport(examine(settings(configuration)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Output.json(spec, report.json());
        } else {
            report.lines(Terminal.colours()).forEach(out::println);
        }
        return report.diagnosis().healthy() ? 0 : Main.FAILED;
    }

    private Diagnosis examine(DoctorSettings settings) throws InterruptedException {
        if (Terminal.find().isPresent()) {
            spec.commandLine().getErr().println("This takes " + (slow ? "two minutes and a half." : "about ten seconds.") + System.lineSeparator());
        }
        return PathDoctor.examine(settings);
    }

    private DoctorSettings settings(Configuration configuration) {
        Optional<URI> asked = asked(configuration);
        HostPort place = origin == null ? new HostPort(configuration.text(Setting.HOST), configuration.number(Setting.PORT)) : place("--origin", origin);
        return new DoctorSettings(place.host(), place.port(), asked, configuration.issuer(place.port()).value(), key(configuration),
                Optional.ofNullable(connect).map(text -> place("--connect", text)), DoctorTrust.of(Optional.ofNullable(authority)),
                configuration.number(Setting.MAX_BODY), slow);
    }

    private Optional<URI> asked(Configuration configuration) {
        return Optional.ofNullable(url).or(() -> configuration.publicUrl().map(URI::toString)).map(this::publicUrl);
    }

    private URI publicUrl(String text) {
        try {
            URI uri = URI.create(text);
            if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() != 0
                    && uri.getPort() <= 65_535) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ParameterException(spec.commandLine(), text + " is not a URL such as https://mcp.example.com. To look at the server on this machine alone,"
                + " give no URL, and --origin HOST:PORT if it listens elsewhere than its configuration says.");
    }

    private HostPort place(String option, String text) {
        try {
            return HostPort.of(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
        }
    }

    private static byte[] key(Configuration configuration) {
        ProbeKeyFile file = ProbeKeyFile.in(configuration.stateDirectory());
        try {
            return file.read().orElseThrow(() -> new IllegalStateException("There is no " + file.file() + ": no server was started with this state"
                    + " directory. Start it, or run the doctor with the server's configuration and under its account."));
        } catch (IOException e) {
            throw new IllegalStateException("The key of the server cannot be read: " + e.getMessage() + " Run the doctor under the server's account.", e);
        }
    }
}
