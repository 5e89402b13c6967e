package sigil.tunnel;

import java.nio.file.Path;
import java.util.List;

/** ngrok, by an endpoint of its agent. */
record NgrokTunnel(TunnelPlan plan) implements Recipe {

    @Override
    public List<GeneratedFile> files() {
        String text = """
                version: 3
                endpoints:
                  - name: sigil-mcp
                    # a name that is reserved for your account; without one it is another after every start
                    url: https://%s
                    upstream:
                      # the public name arrives as Host, which server.public_url allows
                      url: %s
                """.formatted(plan.origin().hostname(), plan.origin().service());
        return List.of(new GeneratedFile(file(), Seal.on(text), "600"));
    }

    private Path file() {
        return plan.directory().resolve("ngrok-sigil-mcp.yml");
    }

    @Override
    public List<String> steps() {
        return List.of("Once: keep the token of your account in ngrok's own configuration:\n    ngrok config add-authtoken TOKEN",
                "See whether ngrok takes the file:\n    ngrok config check --config " + file(),
                ServerSteps.RESTART,
                "Start it, with the configuration that has the token and with this one:\n    ngrok start sigil-mcp --config ~/.config/ngrok/ngrok.yml --config "
                        + file(),
                "On the free plan ngrok shows a browser a page of warning before your sign-in page; press Visit Site. Programs are not shown it.");
    }
}
