package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A digest of JSON that does not depend on the order of members. */
final class CanonicalJson {

    private CanonicalJson() {
    }

    static String digest(JsonValue value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(JsonCodec.bytes(sorted(value)));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private static JsonValue sorted(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                JsonObjectBuilder builder = JsonCodec.object();
                object.keySet().stream().sorted().forEach(name -> builder.add(name, sorted(object.get(name))));
                yield builder.build();
            }
            case JsonArray array -> {
                JsonArrayBuilder builder = JsonCodec.array();
                array.forEach(element -> builder.add(sorted(element)));
                yield builder.build();
            }
            default -> value;
        };
    }
}
