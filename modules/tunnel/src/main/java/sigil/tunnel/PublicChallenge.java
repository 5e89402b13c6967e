package sigil.tunnel;

import java.util.List;

/** Does a client without a token learn where to get one? */
final class PublicChallenge implements PathCheck {
    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "401 challenge";
    }

    @Override
    public Found look(Surroundings at) {
        WireRequest request = WireRequest.post("/mcp", "application/json", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        Outcome inside = at.insider().ask(request);
        Outcome outside = at.outsider().ask(request);
        if (!(inside instanceof Outcome.Answered here) || !here.proof() || here.answer().status() != 401) {
            return Found.unknown("the server itself gives no 401; is auth.required off?", Found.line(inside));
        }
        if (!(outside instanceof Outcome.Answered there) || !there.proof()) {
            boolean replaced = at.seen(outside instanceof Outcome.Answered answered ? answered.nonce() : "").contains("\"status\":401");
            return Found.bad(replaced ? Fault.CHALLENGE_LOST : EdgeAnswer.fault(outside), Found.line(outside));
        }
        List<String> sent = here.answer().all("WWW-Authenticate");
        List<String> arrived = there.answer().all("WWW-Authenticate");
        return there.answer().status() == 401 && arrived.equals(sent) ? Found.good("401 with WWW-Authenticate as it was sent")
                : Found.bad(Fault.CHALLENGE_LOST, Found.line(outside), "WWW-Authenticate: " + String.join(" | ", arrived));
    }
}
