package sigil.mcp.app;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import sigil.mcp.auth.AuthStore;

/** One grant through the deaths of its server: knows what was answered, and what was asked for without an answer. */
final class MortalGrant {
    /** Within it a client that lost an answer gets it again; the server has five seconds more. */
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final Road road;
    private final GrantFlow flow;
    private final List<String> access = new ArrayList<>();
    private Optional<ScriptlessBrowser.Form> denied = Optional.empty();
    private Optional<String> code = Optional.empty();
    private Optional<String> refresh = Optional.empty();
    private Step unanswered = Step.NONE;
    private long asked;
    private boolean ended;

    enum Step { NONE, REDEMPTION, REFRESH, REVOCATION, REPLAY }

    MortalGrant(Road road, String clientId, String callback) {
        this.road = road;
        this.flow = new GrantFlow(road, clientId, callback);
    }

    /** From the first request to whatever chance has in store: it is denied, stays, is revoked by its client, or ended by a code that comes back. */
    void live(Random random, AuthStore box) {
        flow.begin();
        if (!box.approve(flow.browser().boxCode(), "owner")) {
            throw new AssertionError("An approval was refused");
        }
        flow.browser().press("approved");
        if (random.nextInt(8) == 0) {
            ScriptlessBrowser.Form form = flow.browser().form("allow");
            flow.browser().press("deny");
            denied = Optional.of(form);
            return;
        }
        flow.browser().press("allow");
        code = Optional.of(flow.code(flow.browser().landing()));
        redeem();
        for (int i = random.nextInt(3); i > 0; i--) {
            refresh();
        }
        switch (random.nextInt(5)) {
            case 0 -> revoke();
            case 1 -> replay();
            default -> { }
        }
    }

    private RawHttp.Response ask(Step step, Supplier<RawHttp.Response> request) {
        unanswered = step;
        asked = System.nanoTime();
        RawHttp.Response response = request.get();
        unanswered = Step.NONE;
        return response;
    }

    private void redeem() {
        keep(GrantFlow.json(ask(Step.REDEMPTION, () -> flow.redeem(code.orElseThrow()))));
    }

    private void refresh() {
        keep(GrantFlow.json(ask(Step.REFRESH, () -> flow.refresh(refresh.orElseThrow()))));
    }

    private void keep(JsonObject tokens) {
        access.add(tokens.getString("access_token"));
        refresh = Optional.of(tokens.getString("refresh_token"));
    }

    private void revoke() {
        RawHttp.Response answer = ask(Step.REVOCATION, () -> road.form("/oauth/revoke",
                Query.of(Map.of("token", refresh.orElseThrow(), "client_id", flow.asked("client_id")))));
        expect("revocation", 200, answer);
        ended = true;
    }

    private void replay() {
        expect("a code that came back", 400, ask(Step.REPLAY, () -> flow.redeem(code.orElseThrow())));
        ended = true;
    }

    /** After a death: what was not answered is asked once more, as a client does. */
    void goOn() {
        boolean inGrace = System.nanoTime() - asked < GRACE.toNanos();
        switch (unanswered) {
            case NONE -> { }
            case REDEMPTION -> {
                RawHttp.Response again = ask(Step.REDEMPTION, () -> flow.redeem(code.orElseThrow()));
                if (again.status() == 200) {
                    keep(GrantFlow.json(again));
                } else {
                    // the first had been carried out, and is undone by the second: the client has to begin anew
                    expect("a code whose answer was lost", 400, again);
                    ended = true;
                }
            }
            case REFRESH -> {
                RawHttp.Response again = ask(Step.REFRESH, () -> flow.refresh(refresh.orElseThrow()));
                if (again.status() == 200 || inGrace) {
                    keep(GrantFlow.json(again));
                } else {
                    ended = true;
                }
            }
            case REVOCATION -> revoke();
            case REPLAY -> replay();
        }
    }

    /** Whether everything is as it was answered. */
    void check(Random random) {
        for (String token : access) {
            expect(ended ? "an access token that was revoked" : "an access token that was answered", ended ? 401 : 200,
                    road.json("/mcp", Rpc.PING, "Authorization: Bearer " + token));
        }
        if (denied.isPresent()) {
            expect("a request that was denied", 400, road.form(denied.get().action(), Query.of(denied.get().hidden()) + "&decision=allow",
                    flow.browser().cookieLines()));
        }
        if (ended) {
            refresh.ifPresent(token -> expect("a refresh token that was revoked", 400, flow.refresh(token)));
            code.ifPresent(text -> expect("a code of what was revoked", 400, flow.redeem(text)));
        } else if (refresh.isPresent() && random.nextInt(4) == 0) {
            refresh();
        }
    }

    private void expect(String what, int status, RawHttp.Response response) {
        if (response.status() != status) {
            throw new AssertionError(what + ": " + response + " of " + this);
        }
    }

    boolean granted() {
        return !access.isEmpty();
    }

    boolean ended() {
        return ended;
    }

    boolean wasDenied() {
        return denied.isPresent();
    }

    int tokens() {
        return access.size();
    }

    Step unanswered() {
        return unanswered;
    }

    @Override
    public String toString() {
        return "a grant with " + access.size() + " access tokens" + (ended ? ", ended" : "") + (unanswered == Step.NONE ? "" : ", unanswered " + unanswered);
    }
}
