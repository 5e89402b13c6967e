package sigil.tunnel;

import java.util.List;

/** Does Cache-Control arrive as it was sent? X-Accel-Buffering is for the first proxy, which may keep it. */
final class PublicHeaders implements PathCheck {
    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "headers";
    }

    @Override
    public Found look(Surroundings at) {
        WireRequest request = WireRequest.post("/probe/echo", "application/json", "{}");
        Outcome outside = at.outsider().ask(request);
        Outcome inside = at.insider().ask(request);
        if (!(outside instanceof Outcome.Answered(WireAnswer arrived, _, boolean proof)) || !proof) {
            return Found.bad(EdgeAnswer.fault(outside), Found.line(outside));
        }
        if (!(inside instanceof Outcome.Answered here) || !here.proof()) {
            return Found.unknown("there is nothing to compare it with: the server cannot be asked directly");
        }
        List<String> sent = here.answer().all("Cache-Control");
        String line = "Cache-Control: " + String.join(" | ", arrived.all("Cache-Control"));
        return arrived.all("Cache-Control").equals(sent) ? Found.good(line)
                : Found.bad(Fault.HEADERS_CHANGED, arrived.all("Cache-Control").isEmpty() ? "no Cache-Control arrives" : line);
    }
}
