package sigil.tunnel;

import java.util.List;

/** One way to the internet: the files that it needs and what a person does then. */
public sealed interface Recipe permits NamedTunnel, TokenTunnel, QuickTunnel, NgrokTunnel, TailscaleFunnel, ReverseProxy {

    /**
     * What is written.
     *
     * @return the files, sealed as generated
     */
    List<GeneratedFile> files();

    /**
     * What a person does then, in this order.
     *
     * @return steps of one or more lines; a line that is indented is a command
     */
    List<String> steps();

    /**
     * The recipe for a plan.
     *
     * @param plan  what is wanted
     * @param units where systemd units are written
     * @return the recipe
     */
    static Recipe of(TunnelPlan plan, UnitPlace units) {
        return switch (plan.kind()) {
            case CLOUDFLARE -> new NamedTunnel(plan, units);
            case TOKEN -> new TokenTunnel(plan, units);
            case QUICK -> new QuickTunnel(plan);
            case NGROK -> new NgrokTunnel(plan);
            case TAILSCALE -> new TailscaleFunnel(plan);
            case NGINX, CADDY -> new ReverseProxy(plan);
        };
    }
}
