package sigil.mcp.auth;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * For how long a document may be used without asking again: what its host says (RFC 9111 section 4.2), within bounds of this server's own, as the
 * draft allows ("Metadata Caching"). The lower one also holds for a host that wants no copies kept or says nothing: the steps of one authorization
 * have to speak of one document.
 */
final class Freshness {
    static final Duration SHORTEST = Duration.ofMinutes(5);
    static final Duration LONGEST = Duration.ofHours(24);
    private static final int LONGEST_NUMBER = 9;

    private Freshness() {
    }

    /**
     * Reads it from an answer.
     *
     * @param head the answer
     * @param now  when it came
     */
    static Duration of(HttpHead head, Instant now) {
        Duration said = said(head, now).minus(age(head));
        return said.compareTo(SHORTEST) < 0 ? SHORTEST : said.compareTo(LONGEST) > 0 ? LONGEST : said;
    }

    private static Duration said(HttpHead head, Instant now) {
        List<String> directives = head.all("cache-control").stream().flatMap(value -> Stream.of(value.split(",")))
                .map(directive -> directive.strip().toLowerCase(Locale.ROOT)).toList();
        if (directives.stream().anyMatch(directive -> directive.equals("no-store") || directive.startsWith("no-cache"))) {
            return Duration.ZERO;
        }
        Optional<String> maxAge = directives.stream().filter(directive -> directive.startsWith("max-age=")).findFirst();
        if (maxAge.isPresent()) {
            return seconds(maxAge.get().substring("max-age=".length()).replace("\"", ""));
        }
        return head.first("expires").flatMap(Freshness::date)
                .map(expires -> Duration.between(head.first("date").flatMap(Freshness::date).orElse(now), expires)).orElse(Duration.ZERO);
    }

    private static Duration age(HttpHead head) {
        return head.first("age").map(Freshness::seconds).orElse(Duration.ZERO);
    }

    private static Duration seconds(String digits) {
        boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return !number ? Duration.ZERO : digits.length() > LONGEST_NUMBER ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
    }

    // what is no date has expired (RFC 9111 section 5.3)
    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
