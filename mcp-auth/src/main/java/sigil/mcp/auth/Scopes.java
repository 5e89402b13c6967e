package sigil.mcp.auth;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sigil.mcp.core.Scope;

/** The {@code scope} parameter (RFC 6749 section 3.3). */
final class Scopes {
    private Scopes() {
    }

    /**
     * What a request asks for. Tokens that this server does not know are left out: clients send {@code openid}, {@code offline_access} and the like on
     * the off-chance, and learn from the answer what they got.
     *
     * @return the known ones; the default, {@code read}, where nothing is asked for
     * @throws OAuthException {@code invalid_scope} if something is asked for and nothing of it is known
     */
    static Set<Scope> asked(Optional<String> parameter) {
        String text = parameter.orElse("").strip();
        if (text.isEmpty()) {
            return EnumSet.of(Scope.READ);
        }
        Set<Scope> known = EnumSet.noneOf(Scope.class);
        boolean harmless = true;
        for (String token : text.split(" +")) {
            Optional<Scope> scope = Scope.parse(token);
            scope.ifPresent(known::add);
            harmless &= scope.isPresent() || token.equals("offline_access") || token.equals("openid") || token.equals("profile")
                    || token.equals("email");
        }
        if (known.isEmpty() && !harmless) {
            throw new OAuthException(OAuthException.Code.INVALID_SCOPE, "The scopes of this server are read and write.");
        }
        return known.isEmpty() ? EnumSet.of(Scope.READ) : known;
    }

    /** Reads what {@link #text} wrote. */
    static Set<Scope> parse(String text) {
        return Arrays.stream(text.split(" ")).flatMap(token -> Scope.parse(token).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }

    /** Space-separated, in the order of the hierarchy. */
    static String text(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wire).collect(Collectors.joining(" "));
    }

    /** Whether one of the scopes held is the needed one or includes it. */
    static boolean include(Set<Scope> held, Scope needed) {
        return held.stream().anyMatch(scope -> scope.includes(needed));
    }
}
