package sigil.mcp.benchmarks;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Security;
import io.helidon.security.SecurityEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.Authentication;
import sigil.mcp.auth.AuthorizationServer;
import sigil.mcp.auth.BearerTokenProvider;
import sigil.mcp.auth.Issuer;
import sigil.mcp.auth.Secret;
import sigil.mcp.auth.TokenJudge;
import sigil.mcp.core.Scope;

/**
 * What a bearer token costs per request, in the steps of the gate in front of the server: a token that it has not seen, or not since something was
 * written to the database, and one that it remembers.
 */
public final class BearerCheck {
    private static final int TOKENS = 10_000;
    private static final int ROUNDS = 5;
    private static final int PERSONAL = 100;
    private static final int CHECKS = 50_000;

    private final Security security;
    private final List<String> tokens;
    private final Random random = new Random(4);

    private BearerCheck(Security security, List<String> tokens) {
        this.security = security;
        this.tokens = tokens;
    }

    /**
     * Measures.
     *
     * @param arguments how many OAuth tokens are alive, and how many rounds
     * @throws Exception if the database cannot be made
     */
    public static void main(String[] arguments) throws Exception {
        int live = arguments.length > 0 ? Integer.parseInt(arguments[0]) : TOKENS;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        Path directory = Files.createTempDirectory("bearer");
        try {
            measure(directory.resolve("state"), live, rounds);
        } finally {
            delete(directory);
        }
    }

    private static void measure(Path state, int live, int rounds) throws SQLException {
        Issuer issuer = Issuer.of("https://mcp.example.com");
        try (AuthStore store = AuthStore.open(state); AuthorizationServer server = AuthorizationServer.create(store, issuer,
                new AuthorizationServer.Settings(Set.of(), Set.of(), request -> "192.0.2.1", "benchmark"), Optional.empty())) {
            List<String> personal = new ArrayList<>();
            for (int i = 0; i < PERSONAL; i++) {
                personal.add(store.tokens().create("personal" + i, Scope.READ, Optional.empty()).text().reveal());
            }
            List<String> granted = LiveTokens.write(state.resolve("sigil.db"), issuer, live);
            TokenJudge judge = TokenJudge.byKind(Map.of(Secret.PERSONAL, store.tokens(), Secret.ACCESS, server.judge()));
            Security security = Authentication.by(new BearerTokenProvider(judge, issuer));
            BearerCheck oauth = new BearerCheck(security, granted);
            BearerCheck own = new BearerCheck(security, personal);
            System.out.printf("%d live OAuth tokens, %d personal ones%n%n", live, personal.size());
            System.out.println("| round | token | kept in mind | p50 µs | p99 µs |\n|---:|---|---|---:|---:|");
            // the first round warms up
            for (int round = 0; round <= rounds; round++) {
                oauth.report(round, "OAuth", "no", CHECKS, oauth::cold);
                oauth.report(round, "OAuth", "yes", CHECKS, oauth.remembered());
                own.report(round, "personal", "no", CHECKS, own::cold);
                own.report(round, "personal", "yes", CHECKS, own.remembered());
            }
        }
    }

    private void report(int round, String kind, String remembered, int checks, ToLongFunction<String> check) {
        long[] nanos = new long[checks];
        for (int i = 0; i < checks; i++) {
            nanos[i] = check.applyAsLong("Bearer " + tokens.get(random.nextInt(tokens.size())));
        }
        Arrays.sort(nanos);
        if (round > 0) {
            System.out.printf("| %d | %s | %s | %.1f | %.1f |%n", round, kind, remembered, Stats.percentile(nanos, 50) / 1e3, Stats.percentile(nanos, 99) / 1e3);
        }
    }

    /** The whole way through Helidon Security to the database. */
    private long cold(String header) {
        long start = System.nanoTime();
        AuthenticationResponse response = submit(header);
        long took = System.nanoTime() - start;
        if (!response.status().isSuccess()) {
            throw new IllegalStateException("refused: " + response.description());
        }
        return took;
    }

    /** A header that is known again by its hash, and the question whether anything was written since. */
    private ToLongFunction<String> remembered() {
        Map<String, BooleanSupplier> standing = new HashMap<>();
        for (String token : tokens) {
            String header = "Bearer " + token;
            standing.put(hash(header), submit(header).user().flatMap(user -> user.publicCredential(BooleanSupplier.class)).orElseThrow());
        }
        return header -> {
            long start = System.nanoTime();
            boolean stands = standing.get(hash(header)).getAsBoolean();
            long took = System.nanoTime() - start;
            if (!stands) {
                throw new IllegalStateException("something was written");
            }
            return took;
        };
    }

    private AuthenticationResponse submit(String header) {
        SecurityEnvironment environment = security.environmentBuilder().method("POST").path("/mcp")
                .headers(Map.of("Host", List.of("mcp.example.com"), "Accept", List.of("application/json, text/event-stream"),
                        "Content-Type", List.of("application/json"), "Authorization", List.of(header)))
                .build();
        return security.contextBuilder("benchmark").env(environment).build().atnClientBuilder().submit();
    }

    private static String hash(String header) {
        try {
            return new String(MessageDigest.getInstance("SHA-256").digest(header.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
