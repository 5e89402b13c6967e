package sigil.tunnel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Recipes with the inputs that the documentation uses. */
final class Recipes {
    static final Path DIRECTORY = Path.of("/home/username/.cloudflared");
    private static final UnitPlace UNITS = new UnitPlace(UnitPlace.SYSTEM, Path.of("/usr/bin/cloudflared"));

    private Recipes() {
    }

    static Recipe named(List<OriginOption> options, String... further) {
        List<IngressService> services = new ArrayList<>(List.of(new IngressService("mcp.yourdomain.com", "http://localhost:8000")));
        Stream.of(further).map(IngressService::parse).forEach(services::add);
        return Recipe.of(new TunnelPlan(TunnelKind.CLOUDFLARE, services, "sigil-mcp", Optional.empty(), options, DIRECTORY, Optional.empty()), UNITS);
    }

    static Recipe of(TunnelKind kind, Path directory) {
        return Recipe.of(new TunnelPlan(kind, List.of(new IngressService("mcp.yourdomain.com", "http://localhost:8123")), "sigil-mcp", Optional.empty(),
                List.of(OriginOption.values()), directory, Optional.empty()), new UnitPlace(directory, Path.of("/usr/bin/cloudflared")));
    }
}
