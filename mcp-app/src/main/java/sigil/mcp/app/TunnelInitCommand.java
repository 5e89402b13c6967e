package sigil.mcp.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sigil.tunnel.CredentialsSearch;
import sigil.tunnel.FileChange;
import sigil.tunnel.GeneratedFile;
import sigil.tunnel.IngressService;
import sigil.tunnel.OriginOption;
import sigil.tunnel.Permissions;
import sigil.tunnel.ProgramCheck;
import sigil.tunnel.Recipe;
import sigil.tunnel.TunnelKind;
import sigil.tunnel.TunnelPlan;
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
    @Option(names = "--credentials", paramLabel = "FILE", description = "What `cloudflared tunnel create` wrote; without it the only one in the directory, or in ~/.cloudflared.")
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
        try {
            return init(terminal);
        } catch (FileSystemException e) {
            throw new IllegalStateException(e.getFile() + ": " + Optional.ofNullable(e.getReason()).orElse(e instanceof AccessDeniedException
                    ? "this account may not do that; run it with sudo, or choose other places: --directory DIR, --units DIR, --config FILE"
                    : e.getClass().getSimpleName()), e);
        } catch (IOException e) {
            throw new IllegalStateException("Not everything could be written: " + e.getMessage() + ". Each file is whole, the old one or the new; run this again once"
                    + " that is mended.", e);
        }
    }

    private int init(Optional<Terminal> terminal) throws IOException {
        TunnelPlan plan = plan(terminal);
        Recipe recipe = Recipe.of(plan, unitPlace(plan.directory()));
        List<FileChange> changes = new ArrayList<>();
        for (GeneratedFile file : files(recipe)) {
            changes.add(FileChange.of(file));
        }
        if (plan.kind() != TunnelKind.QUICK) {
            serverSettings(plan.origin().hostname()).ifPresent(changes::add);
        }
        List<Permissions> loose = TunnelPreview.isCloudflares(plan.kind()) ? Permissions.loose(plan.directory()) : List.of();
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
        print(TunnelPreview.steps(recipe.steps()));
        return 0;
    }

    private List<GeneratedFile> files(Recipe recipe) {
        try {
            return recipe.files();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ".");
        }
    }

    private TunnelPlan plan(Optional<Terminal> terminal) throws IOException {
        if (tokenRun && kind != null && kind != TunnelKind.TOKEN) {
            throw new ParameterException(spec.commandLine(), "--token-run is --kind token; say one of the two.");
        }
        TunnelKind chosen = tokenRun ? TunnelKind.TOKEN : kind != null ? kind : hostname != null ? TunnelKind.CLOUDFLARE : asked(terminal);
        Path place = directory != null ? directory : root() ? Path.of("/etc/cloudflared") : Path.of(System.getProperty("user.home"), ".cloudflared");
        try {
            List<IngressService> all = new ArrayList<>();
            all.add(new IngressService(chosen == TunnelKind.QUICK ? NOWHERE : hostname(terminal), origin()));
            services.stream().map(IngressService::parse).forEach(all::add);
            return new TunnelPlan(chosen, all, tunnel, credentials(place), originRequest == null ? List.of(OriginOption.values())
                    : OriginOption.parse(originRequest), place.toAbsolutePath().normalize(),
                    options.file().map(file -> file.toAbsolutePath().normalize()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ".");
        }
    }

    private String hostname(Optional<Terminal> terminal) {
        if (hostname != null || terminal.isEmpty()) {
            return Optional.ofNullable(hostname)
                    .orElseThrow(() -> new ParameterException(spec.commandLine(), "Say the name under which clients come: --hostname NAME"));
        }
        return terminal.get().answer("Under which name do clients come, such as mcp.example.com? ", name -> new IngressService(name, "http://localhost").hostname())
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "Nothing was written. Say the name: --hostname NAME"));
    }

    private static TunnelKind asked(Optional<Terminal> terminal) {
        return terminal.flatMap(person -> person.answer("Which way: " + Stream.of(TunnelKind.values()).map(TunnelKind::word)
                .collect(Collectors.joining(", ")) + "?\nEnter alone is cloudflare; docs/tunnel.md tells them apart: ", TunnelKind::of)).orElse(TunnelKind.CLOUDFLARE);
    }

    private String origin() {
        boolean none = options.file().filter(Files::exists).isEmpty();
        return origin != null ? origin : "http://localhost:" + (none ? Setting.PORT.defaultValue().getFirst() : options.load().text(Setting.PORT));
    }

    /** What was named, or the only one that is there: a machine with several tunnels is not guessed at. */
    private Optional<Path> credentials(Path place) throws IOException {
        if (credentials != null) {
            if (!Files.isRegularFile(credentials)) {
                throw new ParameterException(spec.commandLine(), credentials + " is no file: --credentials names what `cloudflared tunnel create` wrote.");
            }
            return Optional.of(credentials.toAbsolutePath().normalize());
        }
        Path accounts = Path.of("/etc/passwd");
        List<Path> found = CredentialsSearch.in(CredentialsSearch.places(place, Path.of(System.getProperty("user.home")), Optional.ofNullable(System.getenv("SUDO_USER"))
                .filter(name -> root()), Files.isReadable(accounts) ? Files.readAllLines(accounts) : List.of()));
        if (found.size() > 1) {
            throw new ParameterException(spec.commandLine(), "There are credentials of several tunnels in " + found.getFirst().getParent()
                    + ". Say which: --credentials FILE");
        }
        return found.stream().findFirst();
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
        Output.table(spec, TunnelPreview.traits(plan.kind()));
        print(List.of(""));
        changes.forEach(change -> print(TunnelPreview.change(change, replace)));
        print(TunnelPreview.closed(loose));
        if (plan.kind() != TunnelKind.QUICK && options.file().isEmpty()) {
            print(Wrapped.whole("There is no configuration file of this server. Start it with --public-url https://" + plan.origin().hostname()
                    + ", or name a file: --config FILE", TunnelPreview.WIDTH));
        }
        print(List.of(""));
    }

    private void print(List<String> lines) {
        lines.forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }
}
