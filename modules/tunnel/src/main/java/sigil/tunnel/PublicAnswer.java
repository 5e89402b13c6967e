package sigil.tunnel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who answers under the public URL? By POST, which nobody keeps. */
final class PublicAnswer implements PathCheck {
    private static final Pattern HOST = Pattern.compile("\"host\":\"([^\"]{0,200})\"");

    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "who answers";
    }

    @Override
    public Found look(Surroundings at) {
        Outcome outcome = at.outsider().ask(WireRequest.post("/probe/echo", "application/json", "{}"));
        if (!(outcome instanceof Outcome.Answered(WireAnswer answer, String nonce, boolean proof)) || !proof) {
            return Found.bad(EdgeAnswer.fault(outcome), Found.line(outcome));
        }
        if (answer.status() == 200) {
            return Found.good(Found.line(outcome));
        }
        // it is this server, and it refuses: of its rules only that on names stands before the probes
        Matcher host = HOST.matcher(at.seen(nonce));
        return Found.bad(Fault.HOST_REWRITTEN, Found.line(outcome), "Host was sent as " + at.settings().authority() + " and arrived as "
                + (host.find() ? host.group(1) : "something else"));
    }
}
