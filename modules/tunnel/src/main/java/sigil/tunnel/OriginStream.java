package sigil.tunnel;

/** Do events leave the server one by one? */
final class OriginStream implements PathCheck {
    @Override
    public Hop hop() {
        return Hop.ORIGIN;
    }

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public Found look(Surroundings at) {
        StreamProbe.Tried tried = StreamProbe.ask(at.origin(), "POST");
        Outcome outcome = tried.outcome();
        if (!(outcome instanceof Outcome.Answered(WireAnswer answer, _, boolean proof)) || !proof || answer.status() != 200) {
            return Found.bad(Fault.ORIGIN_STREAM, Found.line(outcome));
        }
        StreamProbe probe = tried.probe();
        return probe.flows() && answer.whole() ? Found.good(probe.line()) : Found.bad(Fault.ORIGIN_STREAM, probe.line());
    }
}
