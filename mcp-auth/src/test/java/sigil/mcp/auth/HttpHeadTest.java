package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHeadTest {
    private static LineReader reader(String answer) {
        return new LineReader(new ByteArrayInputStream(answer.getBytes(StandardCharsets.ISO_8859_1)), 2_000);
    }

    @Test
    void fieldsAreFoundWhateverTheCaseOfTheirNames() throws IOException {
        HttpHead head = HttpHead.read(reader("HTTP/1.1 200\r\nCache-Control:a\r\ncache-control: \t b \r\nX-Empty:\r\n\r\n"));
        assertThat(head.status(), is(200));
        assertThat(head.all("cache-control"), is(List.of("a", "b")));
        assertThat(head.first("x-empty"), is(Optional.of("")));
        assertThat(head.first("x-none"), is(Optional.empty()));
    }

    @Test
    void interimAnswersArePassedOver() throws IOException {
        String hints = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
        assertThat(HttpHead.read(reader(hints + "HTTP/1.0 200 OK\n\n")).status(), is(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/2 200\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 099 OK\r\n\r\n",
        "ICY 200 OK\r\n\r\n", "{}", "\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX : y\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: y\r\n folded\r\n\r\n", "HTTP/1.1 200 OK\r\nX: a\u0000b\r\n\r\n", "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: y\r\n", ""})
    void whatIsNoHeadIsRefused(String answer) {
        assertThrows(FetchException.class, () -> HttpHead.read(reader(answer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x", "Content-Length: 2, 2\r\n\r\n{}", "Content-Length: +2\r\n\r\n{}",
        "Content-Length: 0x2\r\n\r\n{}", "Content-Length:\r\n\r\n{}", "Content-Length: 3\r\n\r\n{}", "Content-Length: -1\r\n\r\n{}",
        "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding: identity\r\n\r\n{}",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n{}\r\n",
        "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}",
        "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n",
        "Transfer-Encoding: chunked\r\n\r\n\r\n0\r\n", "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}"})
    void aBodyWhoseLengthCannotBeToldIsRefused(String rest) throws IOException {
        LineReader reader = reader("HTTP/1.1 200 OK\r\n" + rest);
        HttpHead head = HttpHead.read(reader);
        assertThrows(FetchException.class, () -> HttpBody.read(head, reader));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 2\r\n\r\n{}and more", "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "X: y\r\n\r\n{}",
        "Transfer-Encoding: Chunked\r\n\r\n1;ext=x\r\n{\r\n01\r\n}\r\n0\r\nTrailer: x\r\n\r\n"})
    void aBodyIsReadHoweverItIsFramed(String rest) throws IOException {
        LineReader reader = reader("HTTP/1.1 200 OK\r\n" + rest);
        assertThat(new String(HttpBody.read(HttpHead.read(reader), reader), StandardCharsets.US_ASCII), is("{}"));
    }

    @Test
    void chunksOfOneByteEachDoNotHoldThisServerUpForLong() throws IOException {
        LineReader reader = reader("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(5_000) + "0\r\n\r\n");
        HttpHead head = HttpHead.read(reader);
        var fault = assertThrows(FetchException.class, () -> HttpBody.read(head, reader));
        assertThat(fault.getMessage(), containsString("longer than this server reads"));
    }
}
