package sigil.tunnel;

/** Do the events of a stream arrive when they are sent? */
final class PublicStream implements PathCheck {
    private final String method;

    PublicStream(String method) {
        this.method = method;
    }

    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "stream by " + method;
    }

    @Override
    public Found look(Surroundings at) {
        StreamProbe.Tried tried = StreamProbe.ask(at.outsider(), method);
        Outcome outcome = tried.outcome();
        if (!(outcome instanceof Outcome.Answered(WireAnswer answer, _, boolean proof)) || !proof || answer.status() != 200) {
            return Found.bad(EdgeAnswer.fault(outcome), Found.line(outcome));
        }
        StreamProbe probe = tried.probe();
        String encoding = answer.value("Content-Encoding");
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            return Found.bad(Fault.STREAM_COMPRESSED, "Content-Encoding: " + encoding, probe.line());
        }
        return probe.flows() ? Found.good(probe.line())
                : Found.bad(Fault.STREAM_HELD_BACK, probe.line(), "X-Accel-Buffering arrived: " + arrived(answer, "X-Accel-Buffering")
                + ", Cache-Control: " + arrived(answer, "Cache-Control"));
    }

    private static String arrived(WireAnswer answer, String name) {
        return answer.first(name).orElse("none");
    }
}
