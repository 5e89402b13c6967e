package sigil.tunnel;

import java.util.ArrayList;
import java.util.List;

/** Are the headers that keep proxies from collecting there, once each, on a good answer and on a refusal? */
final class OriginHeaders implements PathCheck {
    @Override
    public Hop hop() {
        return Hop.ORIGIN;
    }

    @Override
    public String name() {
        return "headers";
    }

    @Override
    public Found look(Surroundings at) {
        List<String> wrong = new ArrayList<>();
        for (WireRequest request : List.of(WireRequest.get("/healthz"), WireRequest.post("/mcp", "application/json", "{}"))) {
            String where = request.method() + " " + request.target() + ": ";
            if (at.origin().ask(request) instanceof Outcome.Answered(WireAnswer answer, _, _)) {
                if (!answer.all("X-Accel-Buffering").equals(List.of("no"))) {
                    wrong.add(where + "X-Accel-Buffering " + answer.all("X-Accel-Buffering"));
                }
                if (answer.all("Cache-Control").size() != 1 || !answer.value("Cache-Control").contains("no-transform")) {
                    wrong.add(where + "Cache-Control " + answer.all("Cache-Control"));
                }
                if (answer.all("Connection").size() != 1) {
                    wrong.add(where + "Connection " + answer.all("Connection"));
                }
            } else {
                wrong.add(where + "no answer");
            }
        }
        return wrong.isEmpty() ? Found.good("X-Accel-Buffering: no, Cache-Control with no-transform, Connection, once each")
                : Found.bad(Fault.ORIGIN_HEADERS, wrong.toArray(String[]::new));
    }
}
