package sigil.mcp.auth;

import java.nio.file.Path;

/** A program of its own that revokes a token, as the owner's command line does while the server runs. */
final class TokenRevocation {
    private TokenRevocation() {
    }

    /** Takes the state directory and the name of the token. */
    public static void main(String[] arguments) {
        try (var store = AuthStore.open(Path.of(arguments[0]))) {
            var tokens = store.tokens();
            System.exit(tokens.revoke(arguments[1]) ? 0 : 3);
        }
    }
}
