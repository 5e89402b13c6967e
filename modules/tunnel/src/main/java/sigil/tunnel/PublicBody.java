package sigil.tunnel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Does a large request come through whole? */
final class PublicBody implements PathCheck {
    /** Larger ones would say nothing new, and cost a slow line its time. */
    private static final int MOST = 1 << 20;

    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "large body";
    }

    @Override
    public Found look(Surroundings at) {
        String body = "0123456789abcdef".repeat(Math.min(MOST, at.settings().bodyBytes()) / 16);
        WireRequest request = WireRequest.post("/probe/body", "application/octet-stream", body);
        Outcome outcome = at.outsider().ask(request);
        if (!(outcome instanceof Outcome.Answered(WireAnswer answer, _, boolean proof)) || !proof || answer.status() != 200) {
            return Found.bad(Fault.BODY_REFUSED, body.length() + " bytes: " + Found.line(outcome));
        }
        String measured = "\"bytes\":" + body.length() + ",\"sha256\":\"" + sha256(request.body()) + "\"";
        return answer.text().contains(measured) ? Found.good(body.length() + " bytes arrive after " + Found.time(answer.headAt()))
                : Found.bad(Fault.BODY_CHANGED, body.length() + " bytes were sent, and arrived: " + answer.text());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
