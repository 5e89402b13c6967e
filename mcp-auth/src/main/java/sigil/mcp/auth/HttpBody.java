package sigil.mcp.auth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** The content of an answer (RFC 9112 sections 6 and 7), no more of it than it may be long. */
final class HttpBody {
    /** The draft recommends 5 KB; the vendors' documents have less than 2. */
    static final int LONGEST = 16 * 1024;
    private static final int LONGEST_NUMBER = 9;

    private HttpBody() {
    }

    /**
     * Reads the content that follows a head.
     *
     * @throws FetchException if it is too long, if its framing is broken, or if the connection ends within it
     */
    static byte[] read(HttpHead head, LineReader in) throws IOException {
        List<String> lengths = head.all("content-length").stream().distinct().toList();
        List<String> codings = head.all("transfer-encoding");
        if (!codings.isEmpty()) {
            // both at once is how requests are smuggled; here it is only a host that is not to be trusted with anything
            if (!lengths.isEmpty() || codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
                throw broken();
            }
            return chunks(in);
        }
        if (!lengths.isEmpty()) {
            if (lengths.size() > 1) {
                throw broken();
            }
            return in.bytes(bounded(number(lengths.getFirst(), 10)));
        }
        byte[] all = in.rest(LONGEST + 1);
        bounded(all.length);
        return all;
    }

    private static byte[] chunks(LineReader in) throws IOException {
        var content = new ByteArrayOutputStream();
        for (int size = chunk(in); size > 0; size = chunk(in)) {
            bounded((long) content.size() + size);
            content.write(in.bytes(size));
            if (!in.line().isEmpty()) {
                throw broken();
            }
        }
        // the trailers are of no use, and the connection ends after them
        return content.toByteArray();
    }

    private static int chunk(LineReader in) throws IOException {
        return bounded(number(in.line().split(";", 2)[0].strip(), 16));
    }

    private static long number(String digits, int radix) throws FetchException {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c < 0x7f && Character.digit(c, radix) >= 0)) {
            throw broken();
        }
        return digits.length() > LONGEST_NUMBER ? Long.MAX_VALUE : Long.parseLong(digits, radix);
    }

    private static int bounded(long length) throws FetchException {
        if (length > LONGEST) {
            throw new FetchException("The document is longer than the 16 KB that this server reads. Its maker has to shorten it.");
        }
        return (int) length;
    }

    private static FetchException broken() {
        return new FetchException("The host's answer is no HTTP/1.1: the length of its content cannot be told.");
    }
}
