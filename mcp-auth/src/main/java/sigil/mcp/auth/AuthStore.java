package sigil.mcp.auth;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that the authorization server keeps, in the SQLite database {@code sigil.db} of the state directory of a box.
 *
 * <p>Several threads and several processes may use the same database at once; what one has committed, the others see with their next call. Every
 * method of what it gives out throws {@link AuthStoreException} if the database cannot be read or written.
 */
public final class AuthStore implements AutoCloseable {
    private final Connections connections;
    private final Clock clock;
    private final ServerKey key;
    private final AuditTrail audit;
    private final AccessTokens tokens;
    private final Members members;
    private final Clients clients;
    private final Grants grants;
    private final FamiliarNetworks familiar;
    private final PendingRequests pending;

    private AuthStore(Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
        this.key = ServerKey.open(connections, "derivation");
        this.audit = new AuditTrail(connections, clock);
        this.tokens = new AccessTokens(connections, clock, audit);
        this.members = new Members(connections, clock, audit);
        this.clients = new Clients(connections, clock, audit);
        this.grants = new Grants(connections, clock, audit);
        this.familiar = new FamiliarNetworks(audit);
        this.pending = new PendingRequests(connections, clock, key, audit, familiar);
    }

    /**
     * Opens the state of a box, by the system's clock.
     *
     * @param stateDirectory made with mode 0700 if it is missing
     * @return the store, to be closed after use
     * @throws AuthStoreException if the directory or the database is open to other accounts, belongs to another one, is damaged, is newer than this
     *                            program, or cannot be written
     */
    public static AuthStore open(Path stateDirectory) {
        return open(stateDirectory, Clock.systemUTC());
    }

    /**
     * Opens the state of a box, by a given clock.
     *
     * @param stateDirectory made with mode 0700 if it is missing
     * @param clock          says when things are made and whether they have expired, to the second
     * @return the store, to be closed after use
     * @throws AuthStoreException as {@link #open(Path)} does
     */
    public static AuthStore open(Path stateDirectory, Clock clock) {
        Objects.requireNonNull(clock, "clock");
        Path database = StateDirectory.databaseIn(stateDirectory.toAbsolutePath().normalize());
        // one connection for each carrier of virtual threads
        var connections = new Connections(database, Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8));
        try {
            Schema.CURRENT.bring(database, connections);
            return new AuthStore(connections, clock);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /**
     * The personal access tokens.
     *
     * @return always the same
     */
    public AccessTokens tokens() {
        return tokens;
    }

    /**
     * Who may let clients in.
     *
     * @return always the same
     */
    public Members members() {
        return members;
    }

    /**
     * Who may be let in.
     *
     * @return always the same
     */
    public Clients clients() {
        return clients;
    }

    /**
     * Who was let in.
     *
     * @return always the same
     */
    public Grants grants() {
        return grants;
    }

    /**
     * What happened.
     *
     * @return always the same
     */
    public AuditTrail audit() {
        return audit;
    }

    /**
     * A request of a browser, as somebody at the box sees it who was shown its code.
     *
     * @param code        as it is shown
     * @param clientId    the {@code client_id}
     * @param clientName  how the client calls itself, where that is known
     * @param destination where its code will go; empty for a device
     * @param scopes      what it asks for, as {@code scope} has it
     * @param address     from where the browser came
     * @param created     when
     * @param approved    who approved it already
     */
    public record WaitingRequest(String code, String clientId, Optional<String> clientName, String destination, String scopes, String address,
                                 java.time.Instant created, Optional<String> approved) {
    }

    /**
     * The request whose page shows a code.
     *
     * @param code as somebody typed it, with or without its dash
     * @return the request, if one waits
     */
    public Optional<WaitingRequest> waiting(String code) {
        return UserCode.parse(code).flatMap(known -> pending.find(known).map(request -> new WaitingRequest(known.shown(), request.asked().clientId(),
                clients.find(request.asked().clientId()).map(client -> client.metadata().name()), request.asked().redirectUri(),
                Scopes.text(request.asked().scopes()), request.address(), request.created(), request.member())));
    }

    /**
     * Says at the box that it is a member who sits in front of the page with this code. He still decides on the page.
     *
     * @param code   as somebody typed it
     * @param member his name
     * @return whether the request waited for that
     */
    public boolean approve(String code, String member) {
        return members.find(member).isPresent() && UserCode.parse(code).filter(known -> pending.approve(known, member)).isPresent();
    }

    /** Lets go of what is over: requests, codes and tokens that expired, clients that nobody granted anything, old events. */
    public void purge() {
        connections.lend(session -> session.alone(alone -> {
            long now = clock.instant().getEpochSecond();
            PendingRequests.purge(alone, now);
            grants.purge(alone, now);
            clients.purge(alone, now);
            audit.purge(alone, now);
            return null;
        }));
    }

    /** How often {@link #purge()} should be called. */
    static final Duration PURGE_EVERY = Duration.ofHours(1);

    Connections connections() {
        return connections;
    }

    Clock clock() {
        return clock;
    }

    ServerKey key() {
        return key;
    }

    FamiliarNetworks familiar() {
        return familiar;
    }

    PendingRequests pending() {
        return pending;
    }

    /** Closes the database; waits a few seconds for calls that are running. */
    @Override
    public void close() {
        connections.close();
    }
}
