package sigil.mcp.auth;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import sigil.mcp.core.Scope;

/**
 * {@code /oauth/request}: where a member proves himself and then decides. What it shows follows from the state of the request; each form is answered
 * with 303, so that going back and loading again do nothing twice. Only where a browser came from a client, the last form is answered with a page:
 * it has the answer for the client, which is given once (docs/adr/0015).
 */
final class RequestPage {
    static final String PATH = "/oauth/request";
    /** Why the page is shown once more, as it stands in the query. */
    private static final String PROBLEM = "problem";

    private final AuthStore store;
    private final PendingRequests pending;
    private final ClientDirectory clients;
    private final RedirectUris redirects;
    private final SignIn signIn;
    private final BrowserCookie cookie;
    private final Issuer issuer;
    private final ClientAddress address;

    RequestPage(AuthStore store, ClientDirectory clients, RedirectUris redirects, SignIn signIn, BrowserCookie cookie, Issuer issuer,
                ClientAddress address) {
        this.store = store;
        this.pending = store.pending();
        this.clients = clients;
        this.redirects = redirects;
        this.signIn = signIn;
        this.cookie = cookie;
        this.issuer = issuer;
        this.address = address;
    }

    /** A request, the browser that speaks for it, and how both are named. */
    private record Visit(TokenText handle, TokenText browser, PendingRequest request) {
        AuthorizationRequest asked() {
            return request.asked();
        }
    }

    /** {@code GET}: the page for the state that the request is in. */
    void show(ServerRequest request, ServerResponse response) {
        OAuthParameters parameters = OAuthParameters.ofQuery(request);
        Optional<Visit> visit = visit(request, parameters);
        if (visit.isEmpty()) {
            ofBrowser(request, parameters, pending::decided).ifPresentOrElse(decided -> showDone(request, response, decided),
                    () -> Pages.over(request, response));
        } else if (visit.get().request().member().isPresent()) {
            renewed(response, visit.get()).ifPresentOrElse(renewed -> showConsent(request, response, renewed), () -> Pages.over(request, response));
        } else {
            showSignIn(request, response, visit.get(), parameters.find(PROBLEM).flatMap(SignIn.Problem::parse));
        }
    }

    /** {@code POST}: what the person pressed. */
    void decide(ServerRequest request, ServerResponse response) {
        OAuthParameters form = OAuthParameters.ofForm(request);
        Optional<Visit> found = visit(request, form);
        Optional<Decision> decision = form.find(Decision.FIELD).flatMap(Decision::parse);
        if (found.isEmpty() || decision.isEmpty() || !csrfFits(form, found.get())) {
            Pages.over(request, response);
            return;
        }
        Visit visit = found.get();
        switch (decision.get()) {
            case SIGN_IN -> signIn(request, response, visit, form);
            case APPROVED -> approved(request, response, visit);
            case ALLOW -> allow(request, response, visit, form);
            case DENY -> deny(request, response, visit);
            case CONTINUE -> Pages.over(request, response);
        }
    }

    private Optional<Visit> visit(ServerRequest request, OAuthParameters parameters) {
        return ofBrowser(request, parameters, (handle, browser) -> pending.find(handle, browser).map(waits -> new Visit(handle, browser, waits)));
    }

    /** What is found by the handle among the parameters and by the secret that the browser has for it. */
    private <T> Optional<T> ofBrowser(ServerRequest request, OAuthParameters parameters, BiFunction<TokenText, TokenText, Optional<T>> find) {
        return parameters.find(FormKey.REQUEST).flatMap(text -> TokenText.parse(Secret.REQUEST, text))
                .flatMap(handle -> cookie.of(request, handle).flatMap(browser -> find.apply(handle, browser)));
    }

    private boolean csrfFits(OAuthParameters form, Visit visit) {
        byte[] right = pending.csrf(visit.handle(), visit.browser()).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(right, form.find(FormKey.CSRF).orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private FormKey key(Visit visit) {
        return new FormKey(visit.handle().reveal(), pending.csrf(visit.handle(), visit.browser()), PATH);
    }

    private void showSignIn(ServerRequest request, ServerResponse response, Visit visit, Optional<SignIn.Problem> problem) {
        AuthorizationRequest asked = visit.asked();
        Applicant applicant = clients.known(asked.clientId()).filter(found -> isOwn(visit, found)).map(client -> applicant(visit, client))
                .orElseGet(() -> applicant(visit, ClientDirectory.unread(asked.clientId(), asked.redirectUri())).unread());
        List<Member> known = store.members().list();
        boolean askMember = known.size() > 1;
        PageAnswer.send(request, response, Status.OK_200, new SignInPage(key(visit), applicant, askMember, "",
                known.stream().anyMatch(Member::passphrase), Optional.of(pending.boxCode(visit.handle()).shown()),
                problem.map(why -> why.shown(askMember))));
    }

    private void showConsent(ServerRequest request, ServerResponse response, Visit visit) {
        Client client = resolved(request, visit);
        Set<Scope> asked = visit.asked().scopes();
        // what is asked for decides what can be allowed; less than the least is a denial. Clients ask for all that there is: more than to read is
        // ticked by the member, unless the client says that nothing else is of use to it
        List<ScopeChoice> choices = Stream.of(Scope.values()).filter(scope -> Scopes.include(asked, scope))
                .map(scope -> new ScopeChoice(scope, scope == Scope.READ, asked.equals(Set.of(scope)))).toList();
        PageAnswer.send(request, response, Status.OK_200, new ConsentPage(key(visit), applicant(visit, client),
                visit.request().member().orElseThrow(), choices, visit.request().device().isPresent(),
                visit.request().device().map(device -> device.userCode().shown()), issuer.origin().getHost()));
    }

    private void showDone(ServerRequest request, ServerResponse response, PendingRequests.Decided decided) {
        Applicant applicant = clients.known(decided.clientId()).map(Applicant::onDevice)
                .orElseGet(() -> Applicant.onDevice(ClientDirectory.unread(decided.clientId(), "")).unread());
        PageAnswer.send(request, response, Status.OK_200, new DeviceDonePage(decided.allowed(), applicant));
    }

    private static Applicant applicant(Visit visit, Client client) {
        return visit.request().device().isPresent() ? Applicant.onDevice(client) : Applicant.of(client, visit.asked().redirectUri());
    }

    /** The client as it is now, which may have other redirect URIs than when the request began. */
    private Client resolved(ServerRequest request, Visit visit) {
        try {
            Client client = clients.resolve(visit.asked().clientId());
            if (!isOwn(visit, client)) {
                throw new UnknownClientException("It wants the answer at an address that is not one of its own: "
                        + ShownAddress.quoted(visit.asked().redirectUri()));
            }
            return client;
        } catch (UnknownClientException e) {
            store.audit().write(AuditTrail.Event.of("refused").client(visit.asked().clientId()).address(address.of(request)).detail(e.getMessage()));
            throw e;
        }
    }

    /** Whether the answer goes to one of the client's own addresses; to a device it does not go at all. */
    private boolean isOwn(Visit visit, Client client) {
        return visit.request().device().isPresent() || redirects.target(client, Optional.of(visit.asked().redirectUri())).isPresent();
    }

    private void signIn(ServerRequest request, ServerResponse response, Visit visit, OAuthParameters form) {
        String from = address.of(request);
        switch (signIn.by(form.find(SignInPage.MEMBER).orElse(Members.OWNER), form.find(SignInPage.PASSPHRASE).orElse(""), from)) {
            case SignIn.Result.In(var proof) -> {
                TokenText browser = TokenText.random(Secret.BROWSER);
                if (!pending.signedIn(visit.request(), proof, browser, from)) {
                    // it is another passphrase by now; or the request is over, which the page says
                    again(response, visit, Optional.of(SignIn.Problem.WRONG));
                    return;
                }
                store.familiar().add(from);
                cookie.set(response, visit.handle(), browser, PendingRequests.LIFE);
                again(response, visit, Optional.empty());
            }
            case SignIn.Result.No(var problem) -> again(response, visit, Optional.of(problem));
        }
    }

    private void approved(ServerRequest request, ServerResponse response, Visit visit) {
        if (visit.request().member().isEmpty()) {
            again(response, visit, Optional.of(SignIn.Problem.NOT_APPROVED));
        } else if (renewed(response, visit).isPresent()) {
            again(response, visit, Optional.empty());
        } else {
            Pages.over(request, response);
        }
    }

    /** The visit with another secret in the browser where the page learns that the request was approved at the box; empty if somebody else was faster. */
    private Optional<Visit> renewed(ServerResponse response, Visit visit) {
        if (!visit.request().boxed()) {
            return Optional.of(visit);
        }
        TokenText browser = TokenText.random(Secret.BROWSER);
        if (!pending.renewed(visit.request(), visit.browser(), browser)) {
            return Optional.empty();
        }
        cookie.set(response, visit.handle(), browser, PendingRequests.LIFE);
        return Optional.of(new Visit(visit.handle(), browser, visit.request()));
    }

    private static void again(ServerResponse response, Visit visit, Optional<SignIn.Problem> problem) {
        response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, PATH + "?" + FormKey.REQUEST + "=" + visit.handle().reveal()
                + problem.map(why -> "&" + PROBLEM + "=" + why.wire()).orElse("")).send();
    }

    private void allow(ServerRequest request, ServerResponse response, Visit visit, OAuthParameters form) {
        // who was not shown the page with its new secret has read nothing
        if (visit.request().member().isEmpty() || visit.request().boxed()) {
            Pages.over(request, response);
            return;
        }
        Client client = resolved(request, visit);
        clients.keep(client);
        Set<Scope> scopes = chosen(visit.asked().scopes(), form);
        String from = address.of(request);
        store.familiar().add(from);
        if (visit.request().device().isPresent()) {
            if (store.grants().allowDevice(pending, visit.request(), scopes, from)) {
                again(response, visit, Optional.empty());
            } else {
                Pages.over(request, response);
            }
            return;
        }
        Optional<TokenText> code = store.grants().allow(pending, visit.request(), scopes, from);
        if (code.isPresent()) {
            // the cookie goes after the decision was kept: where it could not be, the form can be posted again
            cookie.clear(response, visit.handle());
            leave(request, response, true, applicant(visit, client), AuthorizationResponse.code(issuer, visit.asked(), code.get()));
        } else {
            Pages.over(request, response);
        }
    }

    /** By a page rather than a redirect: docs/adr/0015. */
    private static void leave(ServerRequest request, ServerResponse response, boolean allowed, Applicant applicant,
                              AuthorizationResponse answer) {
        PageAnswer.send(request, response, Status.OK_200, new ReturnPage(allowed, applicant, new ReturnLocation(answer.location())));
    }

    /** To read is what every grant allows; more than that only if it was asked for and ticked. */
    private static Set<Scope> chosen(Set<Scope> asked, OAuthParameters form) {
        Set<Scope> chosen = EnumSet.of(Scope.READ);
        form.all(ConsentPage.SCOPE).stream().flatMap(text -> Scope.parse(text).stream()).filter(asked::contains).forEach(chosen::add);
        return chosen;
    }

    private void deny(ServerRequest request, ServerResponse response, Visit visit) {
        AuthorizationRequest asked = visit.asked();
        if (!pending.deny(visit.request(), address.of(request))) {
            Pages.over(request, response);
            return;
        }
        if (visit.request().device().isPresent()) {
            again(response, visit, Optional.empty());
            return;
        }
        cookie.clear(response, visit.handle());
        Optional<Client> client = clients.known(asked.clientId());
        if (client.filter(known -> isOwn(visit, known)).isPresent()) {
            leave(request, response, false, applicant(visit, client.get()), AuthorizationResponse.error(issuer, asked.redirectUri(), asked.state(),
                    OAuthException.Code.ACCESS_DENIED, "The request was denied."));
        } else {
            Pages.error(request, response, Status.OK_200, "Denied", "Nothing was allowed.", "You can close this page.");
        }
    }
}
