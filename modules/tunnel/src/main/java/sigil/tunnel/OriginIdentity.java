package sigil.tunnel;

/** Is it this server that listens? */
final class OriginIdentity implements PathCheck {
    @Override
    public Hop hop() {
        return Hop.ORIGIN;
    }

    @Override
    public String name() {
        return "is this server";
    }

    @Override
    public Found look(Surroundings at) {
        Outcome outcome = at.origin().ask(WireRequest.get("/probe/echo"));
        return outcome instanceof Outcome.Answered answered && answered.proof()
                ? Found.good(Found.line(outcome))
                : Found.bad(Fault.ORIGIN_STRANGER, Found.line(outcome));
    }
}
