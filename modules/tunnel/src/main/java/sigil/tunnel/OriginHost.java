package sigil.tunnel;

/** Does the server answer to its public name? */
final class OriginHost implements PathCheck {
    @Override
    public Hop hop() {
        return Hop.ORIGIN;
    }

    @Override
    public String name() {
        return "public name";
    }

    @Override
    public Found look(Surroundings at) {
        Outcome outcome = at.insider().ask(WireRequest.get("/probe/echo"));
        String line = "Host: " + at.settings().authority() + ": " + Found.line(outcome);
        return outcome instanceof Outcome.Answered answered && answered.answer().status() == 200
                ? Found.good(line)
                : Found.bad(Fault.ORIGIN_HOST, line);
    }
}
