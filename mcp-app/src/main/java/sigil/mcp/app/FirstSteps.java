package sigil.mcp.app;

import java.time.Instant;
import java.util.Optional;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.Members;

/** What the owner can do while nobody can come in, said when the server starts. */
final class FirstSteps {
    private FirstSteps() {
    }

    /** A sentence or two; empty once a client has a token. */
    static Optional<String> of(Configuration configuration, AuthStore store) {
        Instant now = Instant.now();
        if (store.tokens().list().stream().anyMatch(token -> token.live(now)) || store.grants().list().stream().anyMatch(grant -> grant.live(now))) {
            return Optional.empty();
        }
        boolean passphrase = store.members().find(Members.OWNER).filter(owner -> owner.passphrase()).isPresent();
        String signIn = "it opens a page where you sign in by "
                + (passphrase ? "your passphrase, or by" : "a passphrase (choose one: sigil-mcp owner set-passphrase), or by")
                + " the code on the page: sigil-mcp approve CODE";
        return Optional.of(configuration.publicUrl()
                .map(url -> "Nobody has been let in yet. Enter " + url + "/mcp in ChatGPT, Claude or another client; " + signIn)
                .orElse("Nobody has been let in yet. Give a client that speaks OAuth the address of this server with /mcp; " + signIn
                        + ". For any other client make a token: sigil-mcp token create --name my-client"));
    }
}
