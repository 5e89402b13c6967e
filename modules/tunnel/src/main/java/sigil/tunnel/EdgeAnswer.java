package sigil.tunnel;

import java.util.Locale;

/** Tells from an answer that is not the server's who gave it, and why. */
final class EdgeAnswer {
    private static final int LOOKED_AT = 20_000;

    private EdgeAnswer() {
    }

    /** What is wrong, where it is not the server that answered, or nobody did. */
    static Fault fault(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Broken broken -> switch (broken.why()) {
                case NO_NAME -> Fault.NAME_UNKNOWN;
                case REFUSED -> Fault.PUBLIC_UNREACHABLE;
                // the gate before it had a connection
                case TIMEOUT -> Fault.EDGE_TIMEOUT;
                case TLS -> Fault.TLS_NONE;
                case CLOSED -> Fault.STRANGER;
            };
            case Outcome.Answered answered -> fault(answered.answer());
        };
    }

    private static Fault fault(WireAnswer answer) {
        String text = answer.text();
        String body = (text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text).toLowerCase(Locale.ROOT);
        if (isChallenge(answer, body)) {
            return Fault.CHALLENGE;
        }
        if (says(body, 1010)) {
            return Fault.BROWSER_CHECK;
        }
        if (says(body, 1015)) {
            return Fault.RATE_LIMITED;
        }
        return switch (answer.status()) {
            case 530 -> Fault.TUNNEL_DOWN;
            case 502 -> Fault.TUNNEL_WRONG_PORT;
            case 520 -> Fault.ORIGIN_GARBLED;
            case 521, 522, 523 -> Fault.EDGE_NO_CONNECTION;
            case 504, 524 -> Fault.EDGE_TIMEOUT;
            case 413 -> Fault.BODY_REFUSED;
            case 429 -> Fault.RATE_LIMITED;
            case 403 -> Fault.BLOCKED;
            case 301, 302, 303, 307 -> isAccess(answer.value("Location")) ? Fault.ACCESS_LOGIN : Fault.STRANGER;
            default -> Fault.STRANGER;
        };
    }

    /** Cloudflare's numbers, in its plain texts and in its pages. */
    private static boolean says(String body, int code) {
        return body.contains("error code: " + code) || body.contains("error " + code) || body.contains(">" + code + "<");
    }

    private static boolean isChallenge(WireAnswer answer, String body) {
        return answer.value("Cf-Mitigated").equalsIgnoreCase("challenge")
                || answer.value("Content-Type").toLowerCase(Locale.ROOT).startsWith("text/html")
                && (body.contains("just a moment") || body.contains("challenge-platform") || body.contains("cf-challenge"));
    }

    private static boolean isAccess(String location) {
        return location.contains(".cloudflareaccess.com/") || location.contains("/cdn-cgi/access/");
    }
}
