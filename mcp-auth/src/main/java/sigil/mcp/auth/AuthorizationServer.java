package sigil.mcp.auth;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The authorization server of one box (OAuth 2.1): its endpoints under {@code /oauth} and, because some clients guess them, at the root, and the pages
 * on which members decide.
 */
public final class AuthorizationServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AuthorizationServer.class.getName());
    private static final Method[] SHOWING = {Method.GET, Method.HEAD};

    private final List<Route> routes = new ArrayList<>();
    private final OAuthTokens tokens;
    private final ScheduledExecutorService housekeeping =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("auth-housekeeping").factory());

    private record Route(Set<Method> methods, String path, Handler handler) {
    }

    /**
     * What the owner has configured.
     *
     * @param redirectSchemes private-use schemes that redirect URIs may have
     * @param documentHosts   hosts from which clients with a document may come; empty for any
     * @param address         tells from where a request comes
     * @param version         of this program, as it says when it fetches a document
     */
    public record Settings(Set<String> redirectSchemes, Set<String> documentHosts, ClientAddress address, String version) {
        /** Schemes of programs that are known to use one. */
        public static final Set<String> KNOWN_SCHEMES = Set.of("cursor", "vscode", "vscode-insiders", "windsurf");

        /** Copies the sets. */
        public Settings {
            redirectSchemes = Set.copyOf(redirectSchemes);
            documentHosts = Set.copyOf(documentHosts);
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(version, "version");
        }
    }

    private AuthorizationServer(AuthStore store, Issuer issuer, Settings settings, DocumentSource source, Passphrases passphrases,
                                MemberIdentity identity) {
        var connections = store.connections();
        var clock = store.clock();
        var audit = store.audit();
        var redirects = new RedirectUris(settings.redirectSchemes());
        var documents = new ClientDocuments(source, new KeptDocuments(connections), redirects, settings.documentHosts(), clock);
        var directory = new ClientDirectory(store.clients(), documents);
        var attempts = new Attempts(clock, store.familiar());
        var address = settings.address();
        var cookie = new BrowserCookie(issuer);
        var devices = new DeviceCodes(connections, clock);
        var resource = new RequestedResource(issuer);
        var authentication = new ClientAuthentication(store.clients(), audit);
        this.tokens = new OAuthTokens(connections, clock, issuer, store.grants(), audit);
        var start = new RequestStart(store.pending(), cookie, address, attempts, identity, audit);
        var requestPage = new RequestPage(store, directory, redirects, new SignIn(store.members(), passphrases, clock, audit), cookie, issuer, address);
        var devicePage = new DevicePage(store.pending(), devices, start, cookie, address, attempts);

        endpoint(Endpoint.AUTHORIZE, Pages.people(new AuthorizationEndpoint(directory, redirects, resource, start, issuer)), SHOWING);
        programs(Endpoint.TOKEN, new TokenEndpoint(authentication,
                new CodeRedemption(connections, clock, store.grants(), audit),
                new RefreshTokens(connections, clock, store.key(), issuer, store.grants(), audit), devices, resource, address, attempts));
        programs(Endpoint.REGISTER, new RegistrationEndpoint(store.clients(), redirects, address, attempts));
        programs(Endpoint.REVOKE, new RevocationEndpoint(authentication, tokens, address, attempts));
        programs(Endpoint.INTROSPECT, new IntrospectionEndpoint(authentication, tokens, issuer, address, attempts));
        programs(Endpoint.DEVICE, new DeviceAuthorizationEndpoint(authentication, devices, resource, issuer, address, attempts));
        route(DevicePage.PATH, Pages.people(devicePage::show), SHOWING);
        route(DevicePage.PATH, Pages.form(issuer, devicePage::find), Method.POST);
        route(RequestPage.PATH, Pages.people(requestPage::show), SHOWING);
        route(RequestPage.PATH, Pages.form(issuer, requestPage::decide), Method.POST);
        route(Stylesheet.PATH, new Stylesheet(), SHOWING);
        housekeeping.scheduleWithFixedDelay(() -> purge(store), 0, AuthStore.PURGE_EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Creates the server.
     *
     * @param store    what it keeps; closed by the caller, after this
     * @param issuer   who it is
     * @param settings what the owner has configured
     * @param access   what knows the assertions of Cloudflare Access, where it stands in front of the pages
     * @return the server
     */
    public static AuthorizationServer create(AuthStore store, Issuer issuer, Settings settings, Optional<AccessAssertions> access) {
        return create(store, issuer, settings, new GuardedFetch(issuer, settings.version()), new Passphrases(),
                access.<MemberIdentity>map(assertions -> new AccessIdentity(assertions, store.members())).orElse(MemberIdentity.NONE));
    }

    static AuthorizationServer create(AuthStore store, Issuer issuer, Settings settings, DocumentSource source, Passphrases passphrases,
                                      MemberIdentity identity) {
        return new AuthorizationServer(store, issuer, settings, source, passphrases, identity);
    }

    private void programs(Endpoint endpoint, Handler handler) {
        endpoint(endpoint, OAuthAnswers.json(handler), Method.POST);
    }

    private void endpoint(Endpoint endpoint, Handler handler, Method... methods) {
        route(endpoint.path(), handler, methods);
        route(endpoint.alias(), handler, methods);
    }

    private void route(String path, Handler handler, Method... methods) {
        routes.add(new Route(Set.of(methods), path, handler));
    }

    /**
     * The paths that need no access token: whoever asks here is yet to get one.
     *
     * @return exact paths
     */
    public Set<String> paths() {
        Set<String> paths = new HashSet<>();
        routes.forEach(route -> paths.add(route.path()));
        return Set.copyOf(paths);
    }

    /**
     * Adds its routes.
     *
     * @param routing where to
     */
    public void register(HttpRouting.Builder routing) {
        for (Route route : routes) {
            routing.route(Method.predicate(route.methods().toArray(Method[]::new)), PathMatchers.exact(route.path()), route.handler());
        }
        for (String path : paths()) {
            Set<String> allowed = new TreeSet<>();
            routes.stream().filter(route -> route.path().equals(path)).forEach(route -> route.methods().forEach(method -> allowed.add(method.text())));
            String allow = String.join(", ", allowed);
            routing.any(path, (request, response) -> {
                response.header(HeaderNames.ALLOW, allow);
                if (request.prologue().method().equals(Method.OPTIONS)) {
                    response.send();
                } else {
                    OAuthAnswers.error(response, Status.METHOD_NOT_ALLOWED_405, OAuthException.Code.INVALID_REQUEST, "This address takes " + allow + ".");
                }
            });
        }
    }

    /**
     * Knows the access tokens that it gave out.
     *
     * @return always the same
     */
    public TokenJudge judge() {
        return tokens;
    }

    OAuthTokens tokens() {
        return tokens;
    }

    private static void purge(AuthStore store) {
        try {
            store.purge();
        } catch (AuthStoreException e) {
            LOG.log(System.Logger.Level.WARNING, "What is over could not be removed from the database: {0}", e.getMessage());
        }
    }

    /** Ends its housekeeping. */
    @Override
    public void close() {
        housekeeping.shutdownNow();
    }
}
