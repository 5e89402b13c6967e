package sigil.mcp.auth;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of this server, made at its first start and kept in its database. From it follow values that need not be kept: the successor of a
 * refresh token, the value in a form that belongs to a cookie.
 */
final class ServerKey {
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    private ServerKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** Reads the key of this name, or makes it. */
    static ServerKey open(Connections connections, String name) {
        return new ServerKey(connections.lend(session -> session.alone(alone -> {
            var query = alone.prepare("select value from secret where name = ?");
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                if (rows.next()) {
                    return rows.getBytes(1);
                }
            }
            byte[] made = new byte[BYTES];
            new SecureRandom().nextBytes(made);
            var insert = alone.prepare("insert into secret (name, value) values (?, ?)");
            insert.setString(1, name);
            insert.setBytes(2, made);
            insert.executeUpdate();
            return made;
        })));
    }

    /** HMAC-SHA-256 over the parts, of which all but the last have a fixed length or cannot hold a zero byte. */
    byte[] of(String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (String part : parts) {
                mac.update(part.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
