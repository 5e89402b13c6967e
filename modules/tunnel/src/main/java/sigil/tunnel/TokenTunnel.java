package sigil.tunnel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Cloudflare tunnel that is managed in the dashboard: this machine has its token alone, and what cloudflared does comes from there. */
record TokenTunnel(TunnelPlan plan, UnitPlace units) implements Recipe {

    @Override
    public List<GeneratedFile> files() {
        return List.of(units.byToken(token()));
    }

    private Path token() {
        return plan.directory().resolve("token");
    }

    @Override
    public List<String> steps() {
        List<String> steps = new ArrayList<>();
        steps.add("In Cloudflare's dashboard: Zero Trust > Networks > Tunnels > Create a tunnel > Cloudflared, with the name " + plan.tunnel() + ".");
        steps.add("Keep its token in a file, not on a command line, where every account of this machine reads it. The last of these waits for it: paste it, then"
                + " press Enter and Ctrl+D.\n    " + units.asRoot() + "install -d -m 700 " + plan.directory() + "\n    " + units.asRoot()
                + "install -m 600 /dev/null " + token() + "\n    " + units.asRoot() + "tee " + token() + " > /dev/null");
        plan.services().forEach(service -> steps.add(hostname(service)));
        steps.add(ServerSteps.RESTART);
        steps.addAll(units.start());
        steps.add(CloudflareSteps.BOTS);
        steps.add(CloudflareSteps.ask(plan));
        return steps;
    }

    private String hostname(IngressService service) {
        int colon = service.service().indexOf(':');
        String scheme = service.service().substring(0, colon).toUpperCase(java.util.Locale.ROOT);
        StringBuilder text = new StringBuilder("In the tunnel, Public hostname > Add; leave the path empty:\n    Hostname  " + service.hostname()
                + "\n    Type      " + scheme + "\n    URL       " + service.service().substring(colon + 1).replaceFirst("^//", ""));
        if (service.equals(plan.origin())) {
            // the dashboard takes numbers of seconds where the file takes 30s
            plan.options().stream().filter(option -> option.suits(service)).forEach(option -> text.append("\n    ").append(option.key()).append("  ")
                    .append(option.valueFor(service).replaceFirst("^(\\d+)s$", "$1 seconds")));
        }
        return text.toString();
    }
}
