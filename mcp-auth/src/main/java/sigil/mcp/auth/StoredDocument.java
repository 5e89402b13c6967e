package sigil.mcp.auth;

import java.time.Instant;
import java.util.Objects;

/**
 * A document that was fetched and found good.
 *
 * @param clientId where it was, the key
 * @param json     its text, up to 16 KB; it is judged anew when it is used, by the rules that hold then
 * @param fetched  when it came
 * @param fresh    until when it is used without asking again
 */
record StoredDocument(String clientId, String json, Instant fetched, Instant fresh) {
    StoredDocument {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(fetched, "fetched");
        Objects.requireNonNull(fresh, "fresh");
    }
}
