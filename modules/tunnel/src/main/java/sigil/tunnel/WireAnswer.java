package sigil.tunnel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An answer of HTTP/1.1 as it came.
 *
 * @param status   of the status line
 * @param headers  lines as they were written, in their order
 * @param body     without its chunks; of one that is longer than a megabyte its beginning
 * @param headAt   when the head was there, counted from the request
 * @param arrivals when bytes of the body came, counted from the request, one for each time that some were there
 * @param endAt    when it ended
 * @param whole    whether it ended where it said it would
 */
record WireAnswer(int status, List<String> headers, byte[] body, Duration headAt, List<Duration> arrivals, Duration endAt, boolean whole) {

    /** Copies the lists. */
    WireAnswer {
        headers = List.copyOf(headers);
        arrivals = List.copyOf(arrivals);
    }

    /** Every value of a header, one for each line. */
    List<String> all(String name) {
        return headers.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The first value of a header, or an empty text. */
    String value(String name) {
        return first(name).orElse("");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
