package sigil.mcp.core;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The header {@code Mcp-Name} and what it mirrors (2026-07-28, Streamable HTTP, "Standard Request Headers" and "Value Encoding"). */
final class MirroredName {
    private static final String PREFIX = "=?base64?";
    private static final String SUFFIX = "?=";

    private MirroredName() {
    }

    /** The value in the body that the header repeats, or empty where the method has none or the body lacks it. */
    static Optional<String> in(Message.Request request) {
        return switch (request.method()) {
            case "tools/call", "prompts/get" -> JsonCodec.string(request.params(), "name");
            case "resources/read" -> JsonCodec.string(request.params(), "uri");
            // the extension io.modelcontextprotocol/tasks, "Routing Headers"
            case "tasks/get", "tasks/update", "tasks/cancel" -> JsonCodec.string(request.params(), "taskId");
            default -> Optional.empty();
        };
    }

    /** The value of a header, decoded where it is wrapped in the Base64 sentinel; a wrapping that does not decode is a mismatch. */
    static String decode(String name, String header) {
        if (!header.startsWith(PREFIX) || !header.endsWith(SUFFIX) || header.length() < PREFIX.length() + SUFFIX.length()) {
            if (!header.chars().allMatch(c -> c >= 0x20 && c < 0x7f || c == '\t')) {
                throw mismatch(name + " has characters that must be sent in Base64.");
            }
            return header;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(header.substring(PREFIX.length(), header.length() - SUFFIX.length()));
            if (bytes.length % 3 != 0 && !header.endsWith("=" + SUFFIX)) {
                throw mismatch(name + " is not padded Base64.");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw mismatch(name + " is not valid Base64 of UTF-8.");
        }
    }

    static RpcException mismatch(String fault) {
        return new RpcException(new RpcError(RpcError.HEADER_MISMATCH, "Header mismatch: " + fault, 400));
    }
}
