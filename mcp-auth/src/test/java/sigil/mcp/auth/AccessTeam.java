package sigil.mcp.auth;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A team of Cloudflare Access: keys that sign, and a document that publishes them. */
final class AccessTeam implements AccessKeySource {
    static final String HOST = "example.cloudflareaccess.com";
    static final String ISSUER = "https://" + HOST;
    static final String AUDIENCE = "4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2";
    static final CloudflareAccess ACCESS = new CloudflareAccess(HOST, AUDIENCE,
            Map.of("Anna@example.com", "anna", "88bf3b6d86161464f6509f7219099e57.access", "robot"));
    /** Made once: a pair takes a second. */
    static final KeyPair FIRST = pair(2_048);
    static final KeyPair SECOND = pair(2_048);

    private final Map<String, String> published = new LinkedHashMap<>();
    private final List<URI> asked = new ArrayList<>();
    private boolean down;

    static KeyPair pair(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    AccessTeam publishes(String id, KeyPair pair) {
        return publishes(id, pair, "\"alg\":\"RS256\",\"use\":\"sig\"");
    }

    AccessTeam publishes(String id, KeyPair pair, String members) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        published.put(id, "{\"kid\":\"%s\",\"kty\":\"RSA\",%s,\"e\":\"%s\",\"n\":\"%s\"}".formatted(id, members,
                base64(key.getPublicExponent().toByteArray()), base64(key.getModulus().toByteArray())));
        return this;
    }

    AccessTeam publishesJson(String json) {
        published.put(json, json);
        return this;
    }

    void withdraws(String id) {
        published.remove(id);
    }

    void down(boolean down) {
        this.down = down;
    }

    List<URI> asked() {
        return asked;
    }

    @Override
    public byte[] get(URI url) throws IOException {
        asked.add(url);
        if (down) {
            throw new IOException("connection refused");
        }
        return ("{\"keys\":[" + String.join(",", published.values()) + "],\"public_cert\":{\"kid\":\"x\",\"cert\":\"-----BEGIN CERTIFICATE-----\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A good one, by the clock of this machine, with the claim that says who it is. */
    static String assertion(String claim, String identity) {
        long now = Instant.now().getEpochSecond();
        return signed(FIRST, header("one"), "{\"iss\":\"%s\",\"aud\":[\"%s\"],\"%s\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(ISSUER, AUDIENCE, claim, identity, now, now + 600));
    }

    /** Signs with RS256 whatever it is given. */
    static String signed(KeyPair pair, String header, String payload) {
        return signed("SHA256withRSA", pair, header, payload);
    }

    static String signed(String algorithm, KeyPair pair, String header, String payload) {
        String content = base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(payload.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String header(String id) {
        return "{\"alg\":\"RS256\",\"kid\":\"" + id + "\",\"typ\":\"JWT\"}";
    }

    /** Claims, each name with the JSON of its value. */
    static String claims(Map<String, String> claims) {
        return claims.entrySet().stream().map(claim -> "\"" + claim.getKey() + "\":" + claim.getValue()).collect(Collectors.joining(",", "{", "}"));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
