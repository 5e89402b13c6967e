package sigil.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sigil.tunnel.DoctorSettings.HostPort;

/** Asks cloudflared itself, and systemd: the program, what it thinks of its configuration, whether it is connected, whether the services run. */
public final class ProgramCheck {
    private static final Pattern VERSION = Pattern.compile("version (\\d{4})\\.(\\d{1,2})\\.(\\d{1,2})");
    /** From this version on an answer without a length is passed on as it comes, whatever its type. */
    private static final int FLUSHES_SINCE = 2025 * 100 + 4;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Path program;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    private ProgramCheck(Path program) {
        this.program = program;
    }

    /**
     * What was asked.
     *
     * @param findings what is wrong
     * @param seen     what is right, a line each
     */
    public record Answer(List<Finding> findings, List<String> seen) {
        /** Copies both. */
        public Answer {
            findings = List.copyOf(findings);
            seen = List.copyOf(seen);
        }
    }

    /**
     * The program on a search path.
     *
     * @param path as in the environment variable {@code PATH}
     * @return cloudflared, if it is there
     */
    public static Optional<Path> find(String path) {
        return Stream.of(path.split(":")).filter(directory -> !directory.isEmpty()).map(directory -> Path.of(directory, "cloudflared"))
                .filter(Files::isExecutable).findFirst();
    }

    /**
     * Asks the program about itself and about a configuration.
     *
     * @param program  cloudflared
     * @param file     its configuration; empty for a tunnel that is run by its token
     * @param hostname the origin's public name, if it has one
     * @return what it says
     */
    public static Answer ask(Path program, Optional<Path> file, Optional<String> hostname) {
        ProgramCheck check = new ProgramCheck(program);
        check.version();
        file.filter(Files::isReadable).ifPresent(there -> {
            check.validate(there);
            hostname.ifPresent(host -> check.rule(there, host));
        });
        return new Answer(check.findings, check.seen);
    }

    private void version() {
        Optional<ProgramRun> run = ProgramRun.of(List.of(program.toString(), "--version"));
        Matcher version = VERSION.matcher(run.map(ProgramRun::output).orElse(""));
        if (!version.find()) {
            findings.add(new Finding(Finding.Weight.ERROR, "program.version", program.toString(), "It does not say its version.",
                    "It is another program, or one for another kind of machine.", "Install cloudflared anew."));
            return;
        }
        seen.add("cloudflared " + version.group().substring("version ".length()) + " at " + program);
        if (Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2)) < FLUSHES_SINCE) {
            findings.add(new Finding(Finding.Weight.WARNING, "program.old", program.toString(), "This cloudflared is older than 2025.4.",
                    "It holds back answers of some kinds until they are whole.", "Update it: sudo apt install --only-upgrade cloudflared, or cloudflared update"));
        }
    }

    private void validate(Path configuration) {
        Optional<ProgramRun> run = ProgramRun.of(List.of(program.toString(), "tunnel", "--config", configuration.toString(), "ingress", "validate"));
        if (run.isEmpty()) {
            findings.add(new Finding(Finding.Weight.UNKNOWN, "program.validate", configuration.toString(), "cloudflared tunnel ingress validate did not end.", "-", "Run it by hand."));
        } else if (run.get().succeeded()) {
            seen.add("cloudflared accepts " + configuration);
        } else {
            findings.add(new Finding(Finding.Weight.ERROR, "program.validate", configuration.toString(), "cloudflared refuses it: " + run.get().told(),
                    "The tunnel does not start with it.", "Mend what it names."));
        }
    }

    private void rule(Path configuration, String host) {
        String url = "https://" + host + "/mcp";
        Optional<ProgramRun> run = ProgramRun.of(List.of(program.toString(), "tunnel", "--config", configuration.toString(), "ingress", "rule", url));
        if (run.isPresent() && run.get().succeeded()) {
            Matcher service = Pattern.compile("(?m)^\\s*service: (.*)$").matcher(run.get().output());
            if (service.find() && service.group(1).startsWith("http_status:")) {
                findings.add(new Finding(Finding.Weight.ERROR, "program.rule", configuration.toString(), "cloudflared would answer " + url + " by "
                        + service.group(1) + ".", "No rule of its own matches that name.", "Add a rule with hostname: " + host));
            } else {
                seen.add("cloudflared sends " + url + " to " + (service.reset().find() ? service.group(1) : "a rule"));
            }
        }
    }

    /**
     * Asks a running cloudflared whether it is connected.
     *
     * @param metrics the address of its metrics, such as {@code 127.0.0.1:20241}
     * @return what it says; an unknown finding if nobody answers there
     */
    public static Answer ready(HostPort metrics) {
        String address = metrics.host() + ":" + metrics.port();
        String url = "http://" + address + "/ready";
        Way way = new Way(metrics.host().replaceAll("[\\[\\]]", ""), metrics.port(), address, metrics.host(), Optional.empty());
        try (WireConnection connection = way.open()) {
            WireAnswer answer = connection.exchange(WireRequest.get("/ready"), PATIENCE);
            Matcher connections = Pattern.compile("\"readyConnections\":(\\d{1,9})\\b").matcher(answer.text());
            if (!connections.find()) {
                return new Answer(List.of(new Finding(Finding.Weight.UNKNOWN, "ready.stranger", url, "Something answers there, and it is not cloudflared ("
                        + answer.status() + ").", "Another program has that port.", "Say where its metrics are: --metrics ADDRESS")), List.of());
            }
            return answer.status() == 200
                    ? new Answer(List.of(), List.of("cloudflared has " + connections.group(1) + " connections to the edge"))
                    : new Answer(List.of(new Finding(Finding.Weight.ERROR, "ready.not-connected", url, "cloudflared runs, and has no connection to the edge.",
                            "Requests get 530 (error 1033). The network is down, port 7844 is closed on the way out, or the credentials are refused.",
                            "journalctl -u cloudflared -n 50")), List.of());
        } catch (IOException e) {
            return new Answer(List.of(new Finding(Finding.Weight.UNKNOWN, "ready.silent", url, "Nobody answers there.",
                    "cloudflared does not run, or has its metrics at another address.", "Say where: --metrics ADDRESS; its log names it (Starting metrics server).")), List.of());
        }
    }

    /**
     * Asks systemd about a service.
     *
     * @param systemctl the program that asks
     * @param unit      such as {@code cloudflared.service}
     * @return its state
     */
    public static Answer service(String systemctl, String unit) {
        Optional<ProgramRun> run = ProgramRun.of(List.of(systemctl, "show", "--property=LoadState,ActiveState,SubState,UnitFileState,NRestarts", unit));
        String output = run.filter(ProgramRun::succeeded).map(ProgramRun::output).orElse("");
        String active = property(output, "ActiveState");
        if (active.isEmpty()) {
            return new Answer(List.of(new Finding(Finding.Weight.UNKNOWN, "service.no-systemd", unit, "systemd does not answer.",
                    "It does not run here, as in a container.", "Look at the processes themselves.")), List.of());
        }
        if (property(output, "LoadState").equals("not-found")) {
            return new Answer(List.of(new Finding(Finding.Weight.WARNING, "service.missing", unit, "There is no such unit.", "Nothing starts it at boot.",
                    unit.startsWith("cloudflared") ? "sigil-mcp tunnel init writes it." : "sudo deploy/install.sh installs it.")), List.of());
        }
        List<Finding> findings = new ArrayList<>();
        if (!active.equals("active") && !active.equals("reloading")) {
            findings.add(new Finding(Finding.Weight.ERROR, "service.down", unit, "It is " + active + " (" + property(output, "SubState") + ").", "It does not run.",
                    "journalctl -u " + unit + " -n 50, then sudo systemctl restart " + unit));
        }
        if (property(output, "UnitFileState").equals("disabled")) {
            findings.add(new Finding(Finding.Weight.WARNING, "service.disabled", unit, "It is not enabled.", "It does not start at boot.",
                    "sudo systemctl enable " + unit));
        }
        return new Answer(findings, findings.isEmpty() ? List.of(unit + " is active, and was restarted " + property(output, "NRestarts") + " times") : List.of());
    }

    private static String property(String output, String name) {
        return output.lines().filter(line -> line.startsWith(name + "=")).map(line -> line.substring(name.length() + 1)).findFirst().orElse("");
    }
}
