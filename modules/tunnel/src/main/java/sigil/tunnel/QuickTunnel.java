package sigil.tunnel;

import java.nio.file.Path;
import java.util.List;

/** A Cloudflare quick tunnel: no account, a random name, for an hour of trying. */
record QuickTunnel(TunnelPlan plan) implements Recipe {

    @Override
    public List<GeneratedFile> files() {
        String text = """
                # Quick tunnels hold back the answer to a GET until it ends; POST streams come at once. Their name is another after every start.
                # This file is named on the command line, because a config.yml in a usual place, if it has ingress rules, wins over url.
                url: %s
                no-autoupdate: true
                """.formatted(plan.origin().service());
        return List.of(new GeneratedFile(file(), Seal.on(text), "600"));
    }

    private Path file() {
        return plan.directory().resolve("quick.yml");
    }

    @Override
    public List<String> steps() {
        return List.of("Start it, and read its name from what it prints (https://WORDS.trycloudflare.com):\n    cloudflared tunnel --config " + file(),
                "Start the server under that name:\n    sigil-mcp serve --public-url https://WORDS.trycloudflare.com",
                "The name is gone when cloudflared ends, and clients must then be connected anew: for more than a look take a named tunnel.");
    }
}
