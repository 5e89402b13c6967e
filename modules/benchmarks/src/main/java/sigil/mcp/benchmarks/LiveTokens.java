package sigil.mcp.benchmarks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import sigil.mcp.auth.Issuer;

/**
 * OAuth tokens as they lie in the database when each has been used once. To get so many through the pages would take an hour, in which the first
 * would expire.
 */
final class LiveTokens {
    private static final int PER_GRANT = 10;

    private LiveTokens() {
    }

    /** Writes so many, ten for each grant, and returns them. */
    static List<String> write(Path database, Issuer issuer, int count) throws SQLException {
        SecureRandom random = new SecureRandom();
        List<String> tokens = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            connection.setAutoCommit(false);
            try (var client = connection.prepareStatement("insert into client (id, kind, name, redirect_uris, auth_method, refreshes, devices, pinned, pkce, "
                    + "created) values ('load', 'registered', 'Load', '[\"http://127.0.0.1/callback\"]', 'none', 1, 0, 0, 1, unixepoch())")) {
                client.executeUpdate();
            }
            try (var grant = connection.prepareStatement("insert into grant (id, member, client, scope, resource, created) "
                    + "values (?, (select id from member where name = 'owner'), 'load', 'read', ?, unixepoch())");
                 var access = connection.prepareStatement("insert into access (hash, grant_id, scope, created, expires, used) "
                    + "values (?, ?, 'read', unixepoch(), unixepoch() + 3600, unixepoch())")) {
                for (int i = 0; i < count; i++) {
                    if (i % PER_GRANT == 0) {
                        grant.setLong(1, i / PER_GRANT + 1L);
                        grant.setString(2, issuer.resource());
                        grant.executeUpdate();
                    }
                    byte[] secret = new byte[32];
                    random.nextBytes(secret);
                    String token = "sigil_at_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
                    access.setBytes(1, sha256(token));
                    access.setLong(2, i / PER_GRANT + 1L);
                    access.executeUpdate();
                    tokens.add(token);
                }
            }
            connection.commit();
        }
        return tokens;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
