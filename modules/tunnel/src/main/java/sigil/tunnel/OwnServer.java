package sigil.tunnel;

import java.time.Duration;
import java.util.Optional;

/** Asks the server of this box something that it tells nobody else, and knows whether it was this one that answered. */
public final class OwnServer {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private OwnServer() {
    }

    /** What came of the question. */
    public sealed interface Answer {
    }

    /**
     * The server answered.
     *
     * @param status of HTTP; 404 if it is of a version that knows no such question
     * @param body   what it said
     */
    public record Told(int status, String body) implements Answer {
    }

    /**
     * Something else answered, or a server with another state directory.
     *
     * @param status of HTTP
     */
    public record Stranger(int status) implements Answer {
    }

    /** Something takes connections there, and did not answer in time. */
    public record Stuck() implements Answer {
    }

    /**
     * Nothing answered.
     *
     * @param why in a few words
     */
    public record Silent(String why) implements Answer {
    }

    /**
     * Asks, and waits two seconds at most for each part of the answer, six for all.
     *
     * @param host   where the server listens; a name, or an address with or without brackets
     * @param port   where the server listens
     * @param key    the probe key of its state directory, 32 bytes
     * @param target the path, such as {@code /probe/status}
     * @return the answer
     */
    public static Answer ask(String host, int port, byte[] key, String target) {
        Way way = new Way(host.replaceAll("[\\[\\]]", ""), port, "127.0.0.1:" + port, host, Optional.empty());
        return switch (new Asker(way, new ProbeSigner(key)).ask(WireRequest.get(target), PATIENCE)) {
            case Outcome.Answered(WireAnswer answer, _, boolean proof) -> proof ? new Told(answer.status(), answer.text()) : new Stranger(answer.status());
            case Outcome.Broken broken -> broken.why() == Outcome.Break.TIMEOUT ? new Stuck() : new Silent(broken.words());
        };
    }
}
