package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    // row: CI-08
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Cache-Control: max-age=3600                                               | PT1H",
        "Cache-Control: public, Max-Age=3600, must-revalidate                      | PT1H",
        "Cache-Control: max-age=\"3600\"                                           | PT1H",
        "Cache-Control: max-age=3600; Age: 600                                     | PT50M",
        "Cache-Control: max-age=1                                                  | PT5M",
        "Cache-Control: max-age=0                                                  | PT5M",
        "Cache-Control: max-age=31536000                                           | PT24H",
        "Cache-Control: max-age=99999999999999999999                               | PT24H",
        "Cache-Control: max-age=-1                                                 | PT5M",
        "Cache-Control: max-age=x                                                  | PT5M",
        "Cache-Control: no-store                                                   | PT5M",
        "Cache-Control: max-age=3600, no-store                                     | PT5M",
        "Cache-Control: max-age=3600; Cache-Control: no-cache                      | PT5M",
        "Cache-Control: no-cache=\"x\", max-age=3600                               | PT5M",
        "Cache-Control: max-age=3600; Expires: Thu, 26 Nov 2026 18:00:00 GMT       | PT1H",
        "Expires: Thu, 26 Nov 2026 14:00:00 GMT                                    | PT2H",
        "Expires: Thu, 26 Nov 2026 14:00:00 GMT; Date: Thu, 26 Nov 2026 13:00:00 GMT | PT1H",
        "Expires: Thu, 26 Nov 2026 11:00:00 GMT                                    | PT5M",
        "Expires: Sun, 26 Nov 2056 11:00:00 GMT                                    | PT24H",
        "Expires: 0                                                                | PT5M",
        "ETag: x                                                                   | PT5M",
        "Age: 99999999999999                                                       | PT5M",
    })
    void aDocumentIsFreshAsItsHostSaysWithinBounds(String fields, Duration fresh) throws IOException {
        String answer = "HTTP/1.1 200 OK\r\n" + fields.replace("; ", "\r\n") + "\r\n\r\n";
        var head = HttpHead.read(new LineReader(new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII)), 1_000));
        assertThat(Freshness.of(head, NOW), is(fresh));
    }
}
