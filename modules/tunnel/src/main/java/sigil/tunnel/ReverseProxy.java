package sigil.tunnel;

import java.nio.file.Path;
import java.util.List;

/** nginx or Caddy on this machine, with an address that the internet reaches. */
record ReverseProxy(TunnelPlan plan) implements Recipe {

    @Override
    public List<GeneratedFile> files() {
        return List.of(new GeneratedFile(file(), Seal.on(plan.kind() == TunnelKind.NGINX ? nginx() : caddy()), "644"));
    }

    private Path file() {
        return plan.directory().resolve(plan.kind() == TunnelKind.NGINX ? "sigil-mcp.conf" : "sigil-mcp.caddy");
    }

    private String nginx() {
        String text = UnitPlace.delivered("sigil-mcp.conf");
        // its own first lines say what to replace, which is done here
        return text.substring(text.indexOf("upstream ")).replace("mcp.example.com", plan.origin().hostname())
                .replace("server 127.0.0.1:8000;", "server " + address() + ";");
    }

    private String caddy() {
        return UnitPlace.delivered("Caddyfile").replace("mcp.example.com", plan.origin().hostname()).replace("127.0.0.1:8000", address());
    }

    private String address() {
        return plan.origin().service().startsWith("unix:") && plan.kind() == TunnelKind.CADDY
                ? plan.origin().service().replaceFirst("unix:", "unix/")
                : plan.originAddress().replaceFirst("^localhost", "127.0.0.1");
    }

    @Override
    public List<String> steps() {
        if (plan.kind() == TunnelKind.NGINX) {
            return List.of("Put it where nginx looks, with your certificate named in it:\n    sudo install -m 644 " + file() + " /etc/nginx/conf.d/", ServerSteps.RESTART,
                    "Start it:\n    sudo nginx -t && sudo systemctl reload nginx");
        }
        return List.of("Put it where Caddy looks, and name it in /etc/caddy/Caddyfile with a line `import sigil-mcp.caddy`:\n    sudo install -m 644 " + file()
                + " /etc/caddy/", ServerSteps.RESTART, "Start it; Caddy fetches the certificate by itself:\n    sudo systemctl reload caddy");
    }
}
