package sigil.mcp.app;

import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sigil.mcp.core.JsonCodec;
import sigil.tunnel.ConfigurationCheck;
import sigil.tunnel.DoctorSettings.HostPort;
import sigil.tunnel.Expectations;
import sigil.tunnel.Finding.Weight;
import sigil.tunnel.Finding;
import sigil.tunnel.Permissions;
import sigil.tunnel.ProgramCheck;

/** {@code sigil-mcp tunnel check}. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Look at the Cloudflare tunnel from this machine, without the network: its configuration, its credentials, the program, whether it is"
                + " connected, the services.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp tunnel check",
            "  sigil-mcp tunnel check --file /etc/cloudflared/config.yml --json",
            "  sigil-mcp tunnel check --file config.yml --only-file"
        })
final class TunnelCheckCommand implements Callable<Integer> {
    private static final int WIDTH = 80;
    private static final String MARGIN = " ".repeat(9);

    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--file", paramLabel = "FILE", description = "cloudflared's configuration. Else where cloudflared looks, whichever is found first.")
    private Path file;
    @Option(names = "--token-run", description = "The tunnel is managed in the dashboard, and has no configuration here.")
    private boolean tokenRun;
    @Option(names = "--only-file", description = "Look at the file alone; run no program and ask no service.")
    private boolean onlyFile;
    @Option(names = "--cloudflared", paramLabel = "PROGRAM", description = "cloudflared, where it is not on the PATH.")
    private Path cloudflared;
    @Option(names = "--metrics", paramLabel = "ADDRESS", defaultValue = "127.0.0.1:20241", description = "Where a running cloudflared has its metrics (${DEFAULT-VALUE}).")
    private String metrics;
    @Option(names = "--systemctl", paramLabel = "PROGRAM", defaultValue = "systemctl", description = "What asks systemd (${DEFAULT-VALUE}).")
    private String systemctl;
    @Option(names = "--json", description = "As a JSON object.")
    private boolean json;

    private final List<Finding> findings = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Configuration configuration = options.load();
        Optional<String> host = configuration.publicUrl().map(url -> url.getHost());
        if (host.isEmpty()) {
            findings.add(new Finding(Weight.WARNING, "server.no-public-url", options.file().map(Path::toString).orElse("no configuration file"),
                    "server.public_url is not set.", "The server answers 403 to whatever comes under its public name, unless server.allowed_hosts has it.",
                    "sigil-mcp tunnel init --hostname NAME sets both."));
        }
        Optional<Path> there = tokenRun ? Optional.empty() : Optional.of(found());
        if (there.isPresent()) {
            file(there.get(), new Expectations(host, configuration.number(Setting.PORT), Duration.ofSeconds(configuration.number(Setting.IDLE_TIMEOUT))));
        }
        if (!onlyFile) {
            program(there, host);
            take(ProgramCheck.ready(place()));
            take(ProgramCheck.service(systemctl, "sigil-mcp.service"));
            take(ProgramCheck.service(systemctl, "cloudflared.service"));
        }
        boolean failed = findings.stream().anyMatch(finding -> finding.weight() == Weight.ERROR);
        if (json) {
            Output.json(spec, JsonCodec.object().add("ok", !failed).add("findings", findingsAsJson()).add("seen", JsonCodec.array(seen)).build());
        } else {
            print();
        }
        return failed ? Main.FAILED : 0;
    }

    private HostPort place() {
        try {
            return HostPort.of(metrics);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--metrics: " + e.getMessage());
        }
    }

    private Path found() {
        List<Path> places = ConfigurationCheck.usualPlaces(Path.of(System.getProperty("user.home")));
        return file != null ? file : places.stream().filter(Files::exists).findFirst().orElse(places.getFirst());
    }

    private void file(Path there, Expectations expected) throws IOException {
        List<Finding> wrong = ConfigurationCheck.of(there, expected);
        findings.addAll(wrong);
        if (wrong.isEmpty()) {
            seen.add(there + " is sound");
        }
        Path directory = there.toAbsolutePath().getParent();
        if (Files.isReadable(directory)) {
            Permissions.loose(directory).forEach(one -> findings.add(new Finding(Weight.ERROR, "permissions.open", one.path().toString(),
                    "Other accounts may look into it: its mode is " + one.is() + ".", "Whoever reads the credentials can answer in the place of this machine.",
                    "chmod " + one.should() + " " + one.path() + ", or run sigil-mcp tunnel init again.")));
        }
    }

    private void program(Optional<Path> there, Optional<String> host) {
        Optional<Path> program = Optional.ofNullable(cloudflared).or(() -> ProgramCheck.find(System.getenv().getOrDefault("PATH", "")));
        if (program.isEmpty()) {
            findings.add(new Finding(Weight.ERROR, "program.missing", "PATH", "There is no cloudflared on the PATH.", "Nothing can run the tunnel.",
                    "Install it; docs/tunnel/cloudflare.md says how. Or say where it is: --cloudflared PROGRAM"));
        } else {
            take(ProgramCheck.ask(program.get(), there, host));
        }
    }

    private void take(ProgramCheck.Answer answer) {
        findings.addAll(answer.findings());
        seen.addAll(answer.seen());
    }

    private JsonArrayBuilder findingsAsJson() {
        JsonArrayBuilder array = JsonCodec.array();
        findings.forEach(finding -> array.add(JsonCodec.object()
                .add("weight", finding.weight().name().toLowerCase(Locale.ROOT))
                .add("rule", finding.rule())
                .add("where", finding.where())
                .add("what", finding.what())
                .add("cause", finding.cause())
                .add("cure", finding.cure())));
        return array;
    }

    private void print() {
        PrintWriter out = spec.commandLine().getOut();
        seen.forEach(line -> out.println("ok       " + Printable.of(line)));
        findings.forEach(finding -> {
            out.println(switch (finding.weight()) {
                case ERROR -> "WRONG    ";
                case WARNING -> "careful  ";
                case UNKNOWN -> "unknown  ";
            } + Printable.of(finding.where()) + "  (" + finding.rule() + ")");
            List.of(finding.what(), finding.cause(), finding.cure()).forEach(text -> Wrapped.whole(Printable.of(text), WIDTH - MARGIN.length()).forEach(line -> out.println(MARGIN + line)));
        });
        long wrong = findings.stream().filter(finding -> finding.weight() == Weight.ERROR).count();
        out.println(wrong == 0 ? "Nothing is wrong with it." : Output.count(wrong, "thing") + (wrong == 1 ? " is" : " are") + " wrong.");
    }
}
