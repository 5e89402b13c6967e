package sigil.tunnel;

/** Does HEAD come through as HEAD? */
final class PublicHead implements PathCheck {
    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "HEAD";
    }

    @Override
    public Found look(Surroundings at) {
        Outcome outcome = at.outsider().ask(WireRequest.head("/healthz"));
        return outcome instanceof Outcome.Answered(WireAnswer answer, _, boolean proof) && answer.status() == 200 && (proof
                || answer.first(Asker.PROOF).isPresent()) ? Found.good(Found.line(outcome)) : Found.bad(Fault.HEAD_BROKEN, Found.line(outcome));
    }
}
