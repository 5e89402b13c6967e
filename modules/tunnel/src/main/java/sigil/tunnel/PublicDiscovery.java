package sigil.tunnel;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Do the documents from which clients learn how to sign in arrive as the server wrote them, and do they name what is configured? */
final class PublicDiscovery implements PathCheck {
    private static final List<String> PATHS = List.of("/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource",
            "/.well-known/oauth-authorization-server", "/.well-known/oauth-authorization-server/mcp");
    private static final Pattern NAMED = Pattern.compile("\"(issuer|resource)\":\"([^\"]{0,300})\"");

    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "discovery";
    }

    @Override
    public Found look(Surroundings at) {
        String issuer = at.settings().issuer();
        if (!at.settings().urlOrigin().equalsIgnoreCase(issuer)) {
            return Found.bad(Fault.URL_NOT_CONFIGURED, "asked for " + at.settings().urlOrigin() + ", configured is " + issuer);
        }
        for (String path : PATHS) {
            Outcome inside = at.insider().ask(WireRequest.get(path));
            if (!(inside instanceof Outcome.Answered here) || !here.proof() || here.answer().status() != 200) {
                return Found.unknown("the server itself shows none; is auth.required off?", path + ": " + Found.line(inside));
            }
            Outcome outside = at.outsider().ask(WireRequest.get(path));
            if (!(outside instanceof Outcome.Answered there) || there.answer().status() != 200) {
                Fault fault = EdgeAnswer.fault(outside);
                return Found.bad(fault == Fault.CHALLENGE ? fault : Fault.DISCOVERY_MISSING, path + ": " + Found.line(outside));
            }
            Found names = names(path, there.answer().text(), issuer);
            if (!(names.verdict() instanceof Verdict.Pass)) {
                return names;
            }
            if (!Arrays.equals(here.answer().body(), there.answer().body())) {
                return Found.bad(Fault.DISCOVERY_CHANGED, path + ": " + here.answer().body().length + " bytes became "
                        + there.answer().body().length);
            }
        }
        return Found.good(PATHS.size() + " documents, byte for byte; issuer " + issuer);
    }

    private static Found names(String path, String document, String issuer) {
        Matcher named = NAMED.matcher(document);
        while (named.find()) {
            boolean right = named.group(2).equals(issuer) || named.group(1).equals("resource") && named.group(2).equals(issuer + "/mcp");
            if (!right) {
                return Found.bad(Fault.ISSUER_MISMATCH, path, named.group(1) + " is " + named.group(2) + ", configured is " + issuer);
            }
        }
        return Found.good();
    }
}
