package sigil.tunnel;

/** Does the server say that it is well? */
final class OriginHealth implements PathCheck {
    @Override
    public Hop hop() {
        return Hop.ORIGIN;
    }

    @Override
    public String name() {
        return "health";
    }

    @Override
    public Found look(Surroundings at) {
        Outcome live = at.origin().ask(WireRequest.get("/healthz"));
        Outcome ready = at.origin().ask(WireRequest.get("/readyz"));
        String line = "/healthz " + status(live) + ", /readyz " + status(ready);
        return status(live).equals("200") && status(ready).equals("200") ? Found.good(line)
                : Found.bad(Fault.ORIGIN_UNHEALTHY, line, ready instanceof Outcome.Answered answered ? answered.answer().text() : "");
    }

    private static String status(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered ? String.valueOf(answered.answer().status()) : "no answer";
    }
}
