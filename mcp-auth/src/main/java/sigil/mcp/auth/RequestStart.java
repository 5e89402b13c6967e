package sigil.mcp.auth;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** Begins what a member is to decide: keeps the request, gives the browser its cookie and sends it to the page. */
final class RequestStart {
    private final PendingRequests pending;
    private final BrowserCookie cookie;
    private final ClientAddress address;
    private final Attempts attempts;
    private final MemberIdentity identity;
    private final AuditTrail audit;

    RequestStart(PendingRequests pending, BrowserCookie cookie, ClientAddress address, Attempts attempts, MemberIdentity identity, AuditTrail audit) {
        this.pending = pending;
        this.cookie = cookie;
        this.address = address;
        this.attempts = attempts;
        this.identity = identity;
        this.audit = audit;
    }

    /** Writes down that somebody asked for what cannot begin, unless that was written down often. */
    void refused(ServerRequest request, String clientId, String why) {
        String from = address.of(request);
        if (attempts.admits(Attempts.Kind.NOTE, from)) {
            audit.write(AuditTrail.Event.of("refused").client(clientId).address(from).detail(why));
        }
    }

    /**
     * Begins a request that is in order, and counts it.
     *
     * @throws Attempts.TooManyException if too many began; nothing was done then
     */
    void begin(ServerRequest request, ServerResponse response, AuthorizationRequest asked, Optional<DeviceCodes.Waiting> device) {
        String from = address.of(request);
        attempts.count(Attempts.Kind.REQUEST, from);
        TokenText handle = TokenText.random(Secret.REQUEST);
        TokenText browser = TokenText.random(Secret.BROWSER);
        pending.open(handle, browser, asked, device, from);
        // somebody in front of the tunnel may have asked already who this is
        identity.member(request).ifPresent(member -> pending.find(handle, browser)
                .ifPresent(waits -> pending.signedIn(waits, new Proof.Vouched(member), browser, from)));
        cookie.set(response, handle, browser, PendingRequests.LIFE);
        response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, RequestPage.PATH + "?" + FormKey.REQUEST + "=" + handle.reveal()).send();
    }
}
