package sigil.mcp.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sigil.mcp.auth.Client;
import sigil.mcp.auth.Endpoint;
import sigil.mcp.auth.Issuer;
import sigil.mcp.http.ActionSettings;

/**
 * What the editor of a GPT asks for, in its words and in its order: Configure, Actions, Create new action.
 *
 * @param server the public URL; empty as long as there is none, and then a GPT cannot come in
 */
record GptEditor(Optional<Issuer> server) {
    static final String PLACE = "In the editor of the GPT, under Configure, Actions, Create new action:";

    static GptEditor of(Configuration configuration) {
        return new GptEditor(configuration.publicUrl().map(url -> Issuer.of(url.toString())));
    }

    /** The address of the document, for "Import from URL". */
    Optional<String> document() {
        return server.map(known -> known.at(ActionSettings.DOCUMENT));
    }

    /** What is pasted where authentication is an API key. */
    List<List<String>> ofKey() {
        List<List<String>> rows = new ArrayList<>();
        document().ifPresent(url -> rows.add(List.of("Schema, Import from URL", url)));
        rows.add(List.of("Authentication Type", "API Key"));
        rows.add(List.of("API Key", "the access token"));
        rows.add(List.of("Auth Type", "Bearer"));
        return rows;
    }

    /**
     * What is pasted where authentication is OAuth.
     *
     * @param client the client
     * @param secret its secret
     */
    List<List<String>> ofOAuth(Client client, String secret) {
        List<List<String>> rows = new ArrayList<>();
        document().ifPresent(url -> rows.add(List.of("Schema, Import from URL", url)));
        rows.add(List.of("Authentication Type", "OAuth"));
        rows.add(List.of("Client ID", client.id()));
        rows.add(List.of("Client Secret", secret));
        server.ifPresent(known -> {
            rows.add(List.of("Authorization URL", Endpoint.AUTHORIZE.at(known)));
            rows.add(List.of("Token URL", Endpoint.TOKEN.at(known)));
        });
        rows.add(List.of("Scope", "read"));
        rows.add(List.of("Token Exchange Method", "Default (POST request)"));
        return rows;
    }

    /** What is missing, if anything is. */
    Optional<String> advice() {
        return server.isPresent() ? Optional.empty() : Optional.of("The URLs are those of your public URL, which is not set yet: set server.public_url to"
                + " the https origin that your tunnel gives this server; " + ActionSettings.DOCUMENT + ", " + Endpoint.AUTHORIZE.path() + " and "
                + Endpoint.TOKEN.path() + " are below it.");
    }
}
