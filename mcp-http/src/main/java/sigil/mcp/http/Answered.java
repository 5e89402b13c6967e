package sigil.mcp.http;

import java.time.Duration;

/**
 * A request that is over, for whoever counts. Nothing in it was chosen by a stranger but the path that led to the route and the data centre, which has the form of one.
 *
 * @param id            by which the access log knows it; empty if it never came to a route
 * @param route         one of few: a path, or a pattern of paths such as {@code /actions/{tool}}; {@code other} where there is nothing, {@code none} if it was no request
 * @param method        of HTTP, in upper case; {@code other} for one that is not common
 * @param status        of the answer; 499 if its client went away before
 * @param tool          the tool that it called; empty if none, or none that exists
 * @param outcome       what came of it
 * @param refusal       why it was refused, in a word of the access log; empty if it was not
 * @param known         whether somebody vouched for its caller
 * @param longLived     whether it asked for a stream that ends when its client goes
 * @param nanos         from its head to the end of its answer
 * @param requestBytes  of its body, as far as it was read
 * @param responseBytes of the answer, its head included
 * @param dataCentre    three letters, through which data centre of Cloudflare it says that it came; empty if through none
 */
public record Answered(String id, String route, String method, int status, String tool, Outcome outcome, String refusal, boolean known,
                       boolean longLived, long nanos, long requestBytes, long responseBytes, String dataCentre) {

    /** @return how long it took */
    public Duration took() {
        return Duration.ofNanos(nanos);
    }
}
