package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Reply;
import sigil.mcp.core.RpcError;
import sigil.mcp.core.ToolFault;

/** The reply to a call of a tool as the answer of an action: what it found, for programs, or a problem. */
final class ActionAnswer {
    /** A GPT takes fewer characters than this (clients.md, 2.1). */
    static final int TOO_LONG = 100_000;

    private ActionAnswer() {
    }

    static void send(ServerRequest request, ServerResponse response, Reply reply) {
        switch (reply) {
            case Reply.Result(var id, JsonObject result) -> sendResult(request, response, result);
            case Reply.Failure(var id, RpcError error) -> sendFailure(request, response, error);
            case Reply.Forbidden forbidden -> {
                RequestRecord.of(request).refused("scope");
                forbidden.challenge().ifPresent(challenge -> response.header(HeaderNames.WWW_AUTHENTICATE, challenge));
                new Problem(403, "The access token lacks the scope " + forbidden.needed().wire() + ".").send(request, response);
            }
            case Reply.Batch _, Reply.Accepted _, Reply.Cancelled _ -> throw new IllegalStateException("No answer to a call: " + reply);
        }
    }

    private static void sendResult(ServerRequest request, ServerResponse response, JsonObject result) {
        if (result.getBoolean("isError", false)) {
            new Problem(ToolFault.is(result) ? 500 : 400, text(result)).send(request, response);
            return;
        }
        JsonValue structured = result.get("structuredContent");
        byte[] body = JsonCodec.bytes(structured == null ? JsonCodec.object().add("content", result.getJsonArray("content")).build() : structured);
        if (characters(body) < TOO_LONG) {
            JsonAnswers.send(request, response, HeaderValues.CONTENT_TYPE_JSON, body);
        } else {
            new Problem(400, "The answer would have " + characters(body) + " characters; an action can take " + (TOO_LONG - 1)
                    + ". Ask for less: fewer results or bytes, a narrower path or range of lines. A cursor leads on from there.").send(request, response);
        }
    }

    private static void sendFailure(ServerRequest request, ServerResponse response, RpcError error) {
        switch (error.code()) {
            case RpcError.MISSING_REQUIRED_CLIENT_CAPABILITY -> new Problem(400,
                    "This tool asks its user something, which an action cannot pass on. It can be used over MCP.").send(request, response);
            case RpcError.INTERNAL_ERROR -> new Problem(500, error.message()).send(request, response);
            default -> {
                if (error.httpStatus() == 503) {
                    response.header(HeaderNames.RETRY_AFTER, "1");
                }
                new Problem(Math.max(400, error.httpStatus()), error.message()).send(request, response);
            }
        }
    }

    private static String text(JsonObject result) {
        return result.getJsonArray("content").getJsonObject(0).getString("text");
    }

    /** Of UTF-8: every byte but those that go on with a character. */
    private static int characters(byte[] utf8) {
        int count = 0;
        for (byte b : utf8) {
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }
}
