package sigil.mcp.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sigil.mcp.auth.CloudflareAccess;

/** The keys of Cloudflare Access, which mean something together alone. */
final class AccessSettings {
    private AccessSettings() {
    }

    static Optional<CloudflareAccess> of(Configuration configuration) {
        return configuration.optional(Setting.ACCESS_TEAM).map(team -> new CloudflareAccess(team, configuration.text(Setting.ACCESS_AUDIENCE),
                configuration.texts(Setting.ACCESS_MEMBERS).stream().collect(Collectors.toMap(AccessSettings::identity, AccessSettings::member))));
    }

    /** Whether an assertion stands in for a token, too. */
    static boolean everywhere(Configuration configuration) {
        return configuration.text(Setting.ACCESS_COVERS).toLowerCase(Locale.ROOT).equals("all");
    }

    static List<String> contradictions(Configuration configuration) {
        if (configuration.optional(Setting.ACCESS_TEAM).isEmpty()) {
            return Stream.of(Setting.ACCESS_AUDIENCE, Setting.ACCESS_COVERS, Setting.ACCESS_MEMBERS)
                    .filter(setting -> !configuration.texts(setting).equals(setting.defaultValue()))
                    .map(setting -> setting.key() + " is set without auth.cloudflare_access.team: no assertion would be believed."
                            + " Set the team, or remove the key.")
                    .toList();
        }
        List<String> problems = new ArrayList<>();
        if (configuration.optional(Setting.ACCESS_AUDIENCE).isEmpty()) {
            problems.add("auth.cloudflare_access.audience is missing beside auth.cloudflare_access.team: assertions for any application of the team"
                    + " would be believed. Copy the Application Audience (AUD) Tag of the application to it.");
        }
        if (configuration.texts(Setting.ACCESS_MEMBERS).isEmpty()) {
            problems.add("auth.cloudflare_access.members is missing beside auth.cloudflare_access.team: nobody would be known. Say who is who, such as"
                    + " anna@example.com=anna.");
        }
        if (!configuration.truth(Setting.AUTH_REQUIRED)) {
            problems.add("auth.required is false while auth.cloudflare_access.team is set: nobody would be asked for an assertion."
                    + " Remove one of the two.");
        }
        Set<String> known = new HashSet<>();
        configuration.texts(Setting.ACCESS_MEMBERS).stream().map(AccessSettings::identity).filter(identity -> !known.add(identity)).distinct()
                .forEach(twice -> problems.add("auth.cloudflare_access.members has " + twice + " twice: one of the two must go."));
        return problems;
    }

    /** What is no fault and yet not what its owner may think: a service token is listed and counts nowhere. */
    static List<String> remarks(Configuration configuration) {
        if (everywhere(configuration)) {
            return List.of();
        }
        return configuration.texts(Setting.ACCESS_MEMBERS).stream().map(AccessSettings::identity).filter(identity -> !identity.contains("@"))
                .map(token -> "auth.cloudflare_access.members has the service token " + token + ", which never counts while auth.cloudflare_access.covers is"
                        + " pages: pages are for people. Remove it, or let it cover all.")
                .toList();
    }

    private static String identity(String entry) {
        return entry.substring(0, entry.lastIndexOf('=')).toLowerCase(Locale.ROOT);
    }

    private static String member(String entry) {
        return entry.substring(entry.lastIndexOf('=') + 1);
    }
}
