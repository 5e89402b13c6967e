package sigil.mcp.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sigil.tunnel.FileChange;
import sigil.tunnel.GeneratedFile;
import sigil.tunnel.IngressService;
import sigil.tunnel.OriginOption;
import sigil.tunnel.Permissions;
import sigil.tunnel.ProgramCheck;
import sigil.tunnel.Recipe;
import sigil.tunnel.TunnelKind;
import sigil.tunnel.TunnelPlan;
import sigil.tunnel.TunnelTraits;
import sigil.tunnel.UnitPlace;

/** {@code sigil-mcp tunnel init}. */
@Command(name = "init", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Write what a tunnel to this server needs, and say what is left to do. It shows first what would change, and can be run again at any"
                + " time; what you edited is kept.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp tunnel init --hostname mcp.example.com",
            "  sigil-mcp tunnel init --hostname mcp.example.com --service docs.example.com=http://localhost:4000",
            "  sigil-mcp tunnel init --hostname mcp.example.com --token-run",
            "  sigil-mcp tunnel init --hostname mcp.example.com --kind nginx --dry-run"
        })
final class TunnelInitCommand implements Callable<Integer> {
    private static final String NOWHERE = "words.trycloudflare.com";

    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--hostname", paramLabel = "NAME", description = "The name under which clients come, such as mcp.example.com.")
    private String hostname;
    @Option(names = "--kind", paramLabel = "KIND", description = "What carries the requests: ${COMPLETION-CANDIDATES} (cloudflare).")
    private TunnelKind kind;
    @Option(names = "--token-run", description = "The same as --kind token: a Cloudflare tunnel that is managed in the dashboard.")
    private boolean tokenRun;
    @Option(names = "--tunnel", paramLabel = "NAME", defaultValue = "sigil-mcp", description = "Name or UUID of the tunnel (${DEFAULT-VALUE}).")
    private String tunnel;
    @Option(names = "--credentials", paramLabel = "FILE", description = "What `cloudflared tunnel create` wrote; without it the only one in the directory.")
    private Path credentials;
    @Option(names = "--origin", paramLabel = "URL", description = "Where this server is (http://localhost and server.port).")
    private String origin;
    @Option(names = "--service", paramLabel = "NAME=URL", description = "A further name through the same tunnel, and what answers to it; can be repeated.")
    private List<String> services = new ArrayList<>();
    @Option(names = "--origin-request", paramLabel = "OPTION", split = ",",
            description = "Which options of the connection are written, by cloudflared's names, or none. All that are worth it without this.")
    private List<String> originRequest;
    @Option(names = "--directory", paramLabel = "DIR", description = "Where the configuration is written (~/.cloudflared; /etc/cloudflared for root).")
    private Path directory;
    @Option(names = "--units", paramLabel = "DIR", description = "Where systemd units are written (/etc/systemd/system for root, else the directory).")
    private Path units;
    @Option(names = "--replace", description = "Write files anew that somebody edited.")
    private boolean replace;
    @Option(names = "--dry-run", description = "Only show what would change.")
    private boolean dryRun;
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        Optional<Terminal> terminal = yes || dryRun ? Optional.empty() : Terminal.find();
        if (!yes && !dryRun && terminal.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "There is no terminal to ask at. Say --yes, or --dry-run to see what would change.");
        }
        TunnelPlan plan = plan(terminal);
        Recipe recipe = Recipe.of(plan, unitPlace(plan.directory()));
        List<FileChange> changes = new ArrayList<>();
        for (GeneratedFile file : recipe.files()) {
            changes.add(FileChange.of(file));
        }
        if (plan.kind() != TunnelKind.QUICK) {
            serverSettings(plan.origin().hostname()).ifPresent(changes::add);
        }
        List<Permissions> loose = Permissions.loose(plan.directory());
        show(plan, changes, loose);
        if (dryRun) {
            return 0;
        }
        if (terminal.isPresent() && !terminal.get().confirms("Do this? [y/N] ")) {
            spec.commandLine().getErr().println("Nothing was written.");
            return Main.FAILED;
        }
        for (FileChange change : changes) {
            if (writes(change)) {
                change.write();
            }
        }
        for (Permissions one : loose) {
            one.mend();
        }
        steps(recipe.steps());
        return 0;
    }

    private TunnelPlan plan(Optional<Terminal> terminal) throws IOException {
        if (tokenRun && kind != null && kind != TunnelKind.TOKEN) {
            throw new ParameterException(spec.commandLine(), "--token-run is --kind token; say one of the two.");
        }
        TunnelKind chosen = tokenRun ? TunnelKind.TOKEN : kind == null ? TunnelKind.CLOUDFLARE : kind;
        Path place = directory != null ? directory : root() ? Path.of("/etc/cloudflared") : Path.of(System.getProperty("user.home"), ".cloudflared");
        try {
            List<IngressService> all = new ArrayList<>();
            all.add(new IngressService(chosen == TunnelKind.QUICK ? NOWHERE : hostname(terminal), origin()));
            services.stream().map(IngressService::parse).forEach(all::add);
            return new TunnelPlan(chosen, all, tunnel, credentials(place), originRequest == null ? List.of(OriginOption.values())
                    : OriginOption.parse(originRequest), place.toAbsolutePath().normalize());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ".");
        }
    }

    private String hostname(Optional<Terminal> terminal) {
        return Optional.ofNullable(hostname).or(() -> terminal.flatMap(person -> person.answer("Under which name do clients come, such as mcp.example.com? ")))
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "Say the name under which clients come: --hostname NAME"));
    }

    private String origin() {
        boolean none = options.file().filter(Files::exists).isEmpty();
        return origin != null ? origin : "http://localhost:" + (none ? Setting.PORT.defaultValue().getFirst() : options.load().text(Setting.PORT));
    }

    /** What was named, or the only one that is there: a machine with several tunnels is not guessed at. */
    private Optional<Path> credentials(Path place) throws IOException {
        if (credentials != null) {
            return Optional.of(credentials.toAbsolutePath().normalize());
        }
        if (!Files.isDirectory(place)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(place)) {
            List<Path> found = files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json")).toList();
            if (found.size() > 1) {
                throw new ParameterException(spec.commandLine(), "There are credentials of several tunnels in " + place + ". Say which: --credentials FILE");
            }
            return found.stream().findFirst().map(file -> file.toAbsolutePath().normalize());
        }
    }

    private UnitPlace unitPlace(Path place) {
        Path cloudflared = ProgramCheck.find(System.getenv().getOrDefault("PATH", "")).orElse(Path.of("/usr/bin/cloudflared"));
        return new UnitPlace(units != null ? units.toAbsolutePath().normalize() : root() ? UnitPlace.SYSTEM : place, cloudflared);
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The change in the configuration of this server; empty where there is no file to change. */
    private Optional<FileChange> serverSettings(String host) throws IOException {
        Optional<Path> file = options.file();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ServerFile.change(file.get(), host));
    }

    private boolean writes(FileChange change) {
        return switch (change.kind()) {
            case CREATE, UPDATE -> true;
            case SAME -> false;
            case EDITED -> replace;
        };
    }

    private void show(TunnelPlan plan, List<FileChange> changes, List<Permissions> loose) {
        PrintWriter out = spec.commandLine().getOut();
        TunnelTraits traits = TunnelTraits.of(plan.kind());
        Output.table(spec, List.of(List.of("URL lasts", traits.urlLifetime()), List.of("own domain", traits.customDomain()),
                List.of("page before", traits.interstitial()), List.of("Host", traits.hostHeader()), List.of("streams", traits.streams())));
        out.println();
        changes.forEach(change -> {
            out.println(switch (change.kind()) {
                case CREATE -> "new      ";
                case SAME -> "as it is ";
                case UPDATE -> "changes  ";
                case EDITED -> replace ? "replaces " : "kept     ";
            } + change.file().path() + (change.kind() == FileChange.Kind.EDITED && !replace
                    ? ", which somebody wrote or edited. With --replace it would change so:" : ""));
            if (change.kind() != FileChange.Kind.SAME) {
                change.difference().forEach(line -> out.println("         " + Printable.of(line)));
            }
        });
        loose.forEach(one -> out.println("closes   " + one.path() + " to others: " + one.is() + " becomes " + one.should()));
        if (plan.kind() != TunnelKind.QUICK && options.file().isEmpty()) {
            out.println("There is no configuration file of this server. Start it with --public-url https://" + plan.origin().hostname()
                    + ", or name a file: --config FILE");
        }
        out.println();
        out.flush();
    }

    private void steps(List<String> steps) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("What is left to do:");
        for (int i = 0; i < steps.size(); i++) {
            out.println((i + 1) + ". " + steps.get(i));
        }
    }
}
