package sigil.tunnel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Cloudflare tunnel whose configuration lies on this machine. */
record NamedTunnel(TunnelPlan plan, UnitPlace units) implements Recipe {

    @Override
    public List<GeneratedFile> files() {
        return List.of(new GeneratedFile(configuration(), Seal.on(text()), "600"), units.configured(configuration(), plan.credentialsFile()));
    }

    private Path configuration() {
        return plan.directory().resolve("config.yml");
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        text.append("tunnel: ").append(Yaml.scalar(plan.tunnel())).append('\n');
        text.append("credentials-file: ").append(Yaml.scalar(plan.credentialsFile().toString())).append("\n\n");
        text.append("ingress:\n");
        plan.services().forEach(service -> {
            text.append("  - hostname: ").append(Yaml.scalar(service.hostname())).append('\n');
            text.append("    service: ").append(Yaml.scalar(service.service())).append('\n');
            if (service.equals(plan.origin())) {
                options(text);
            }
        });
        text.append("  # whatever asks for another name is told that there is nothing; cloudflared wants such a rule at the end\n");
        return text.append("  - service: http_status:404\n").toString();
    }

    private void options(StringBuilder text) {
        List<OriginOption> options = plan.options().stream().filter(option -> option.suits(plan.origin())).toList();
        if (options.isEmpty()) {
            return;
        }
        text.append("    originRequest:\n");
        options.forEach(option -> {
            text.append("      # ").append(option.reason()).append('\n');
            text.append("      ").append(option.key()).append(": ").append(Yaml.scalar(option.valueFor(plan.origin()))).append('\n');
        });
        text.append("      # never disableChunkedEncoding: cloudflared then drops request bodies that come without a length\n");
    }

    @Override
    public List<String> steps() {
        List<String> steps = new ArrayList<>();
        if (plan.credentials().isEmpty()) {
            steps.add("Sign in to Cloudflare, in a browser, and choose the domain:\n    cloudflared tunnel login");
            steps.add("Create the tunnel:\n    cloudflared tunnel create " + plan.tunnel());
            steps.add("Run the command that you ran just now again: it finds the credentials in " + plan.directory()
                    + ", or in ~/.cloudflared of whoever ran cloudflared, and writes their name.");
        }
        steps.add("Point the names to the tunnel:\n" + String.join("\n", plan.services().stream()
                .map(service -> "    cloudflared tunnel route dns " + plan.tunnel() + " " + service.hostname()).toList()));
        steps.add("See whether all fits:\n    " + units.asRoot() + "sigil-mcp tunnel check --file " + configuration() + plan.server().map(file -> " --config " + file).orElse(""));
        steps.add(ServerSteps.RESTART);
        steps.addAll(units.start());
        steps.add(CloudflareSteps.BOTS);
        steps.add(CloudflareSteps.ask(plan));
        return steps;
    }
}
