package sigil.tunnel;

import java.nio.file.Path;
import java.util.List;

/** Tailscale Funnel. */
record TailscaleFunnel(TunnelPlan plan) implements Recipe {

    /** The format knows no comment, so there is no seal: the file is the owner's as soon as it is there. */
    @Override
    public List<GeneratedFile> files() {
        String host = plan.origin().hostname();
        String text = """
                {
                  "TCP": {"443": {"HTTPS": true}},
                  "Web": {"%s:443": {"Handlers": {"/": {"Proxy": "%s"}}}},
                  "AllowFunnel": {"%s:443": true}
                }
                """.formatted(host, target(), host);
        return List.of(new GeneratedFile(file(), text, "600"));
    }

    private Path file() {
        return plan.directory().resolve("tailscale-serve.json");
    }

    /** Tailscale passes on to this machine by its number. */
    private String target() {
        return plan.origin().service().replace("//localhost", "//127.0.0.1");
    }

    @Override
    public List<String> steps() {
        return List.of("Once, in the admin console: HTTPS certificates on, and the node attribute funnel for this machine.",
                ServerSteps.RESTART,
                "Start it; it comes back after a reboot:\n    sudo tailscale funnel --bg --https=443 " + target(),
                "In a container the same is said by the file: TS_SERVE_CONFIG=" + file(),
                "Look at it:\n    tailscale funnel status");
    }
}
