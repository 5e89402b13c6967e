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
        return switch (outcome) {
            case Outcome.Answered answered when answered.proof() -> Found.good(Found.line(outcome));
            case Outcome.Broken broken when broken.why() == Outcome.Break.TIMEOUT -> Found.bad(Fault.ORIGIN_SILENT, Found.line(outcome));
            default -> Found.bad(Fault.ORIGIN_STRANGER, Found.line(outcome));
        };
    }
}
