package sigil.tunnel;

/** Is the same question answered anew each time? */
final class PublicCache implements PathCheck {
    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public Found look(Surroundings at) {
        Outcome first = at.outsider().ask(WireRequest.get("/probe/echo"));
        Outcome second = at.outsider().ask(WireRequest.get("/probe/echo"));
        for (Outcome outcome : new Outcome[] {first, second}) {
            if (!(outcome instanceof Outcome.Answered(WireAnswer answer, _, boolean proof))) {
                return Found.bad(EdgeAnswer.fault(outcome), Found.line(outcome));
            }
            boolean kept = answer.first(Asker.PROOF).isPresent() && !proof;
            if (kept) {
                return Found.bad(Fault.CACHED, "the proof is that of another request", header(answer, "Age") + header(answer, "Cf-Cache-Status")
                        + header(answer, "X-Cache"));
            }
            if (!proof) {
                return Found.bad(EdgeAnswer.fault(outcome), Found.line(outcome));
            }
        }
        return Found.good("two questions, two answers");
    }

    private static String header(WireAnswer answer, String name) {
        return answer.first(name).map(value -> name + ": " + value + " ").orElse("");
    }
}
