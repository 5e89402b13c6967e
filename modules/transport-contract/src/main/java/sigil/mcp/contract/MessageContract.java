package sigil.mcp.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.RpcError;

/** What a transport makes of messages as such: those that are unusual, those that are none, and those that expect no answer. */
abstract class MessageContract extends ConnectedTest {

    @Test
    void idsOfEveryLegalKindComeBackAsTheyWent() throws Exception {
        for (Conversation each : bothEras()) {
            for (String id : List.of("0", "-1", "7", "9007199254740993", "9223372036854775808", "-123456789012345678901234567890", "\"\"", "\"7\"",
                    "\"a b\"", "\"gr\u00fc\u00df \ud834\udd1e\"", "\"\\\"\\\\\\u0000\\n\"", "\"" + "x".repeat(1000) + "\"")) {
                each.start(value(id), "tools/list", "{}");
                assertThat(id, mail.answer(value(id)).containsKey("result"), is(true));
            }
        }
    }

    @Test
    void idsThatAreNoneAreRefused() throws Exception {
        for (String id : List.of("null", "1.5", "true", "[1]", "{}")) {
            send("{'jsonrpc':'2.0','id':" + id + ",'method':'ping'}");
            assertThat(id, refusal(), is(RpcError.INVALID_REQUEST));
        }
    }

    @Test
    void anIdThatIsInUseIsRefusedAndTheRequestThatUsesItGoesOn() throws Exception {
        Conversation legacy = legacy();
        JsonValue id = value("\"twice\"");
        legacy.start(id, "tools/call", "{'name':'wait'}");
        await(tools.waiting());
        legacy.start(id, "tools/list", "{}");
        assertThat(mail.answer(id).getJsonObject("error").getInt("code"), is(RpcError.INVALID_REQUEST));
        legacy.cancel(id);
        await(tools.cancelled());
        assertThat(mail.rest(), is(empty()));
    }

    @Test
    void anIdMayBeUsedAgainOnceItsAnswerHasCome() throws Exception {
        Conversation legacy = legacy();
        for (int i = 0; i < 100; i++) {
            legacy.start(value("1"), "tools/call", "{'name':'echo','arguments':{'text':'" + i + "'}}");
            assertThat(Conversation.said(legacy.result(value("1"))), is(String.valueOf(i)));
        }
    }

    @Test
    void whatIsNotJsonIsAParseErrorAndWhatFollowsIsAnswered() throws Exception {
        for (String text : List.of("nonsense", "{'jsonrpc':", "{'jsonrpc':'2.0','id':1,'method':'ping'}}", "{} {}", "'", "{'a':1,}", "\u0000",
                "{'jsonrpc':'2.0','id':1,'method':'ping','params':{'n':" + "9".repeat(5000) + "}}")) {
            send(text);
            assertThat(text, refusal(), is(RpcError.PARSE_ERROR));
        }
        assertThat(legacy().call("echo", "{'text':'still here'}"), is("still here"));
    }

    @Test
    void deepJsonIsAParseError() throws Exception {
        for (int depth : List.of(200, 20_000)) {
            send("{'jsonrpc':'2.0','id':1,'method':'ping','params':{'deep':" + "[".repeat(depth) + "]".repeat(depth) + "}}");
            assertThat(refusal(), is(RpcError.PARSE_ERROR));
        }
    }

    @Test
    void bytesThatAreNotUtf8AreAParseError() throws Exception {
        for (byte[] bytes : List.of(new byte[] {(byte) 0xff}, new byte[] {(byte) 0xc3}, new byte[] {(byte) 0xc0, (byte) 0xaf},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80})) {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(quoted("{'jsonrpc':'2.0','id':'"));
            message.writeBytes(bytes);
            message.writeBytes(quoted("','method':'ping'}"));
            client.send(message.toByteArray());
            assertThat(refusal(), is(RpcError.PARSE_ERROR));
        }
    }

    @Test
    void halfOfASurrogatePairIsAParseError() throws Exception {
        for (String half : List.of("\\ud800", "\\udc00", "\\ud800\\u0041", "x\\uDFFF")) {
            send("{'jsonrpc':'2.0','id':'" + half + "','method':'ping'}");
            assertThat(half, refusal(), is(RpcError.PARSE_ERROR));
        }
    }

    @Test
    void jsonThatIsNoMessageIsAnInvalidRequest() throws Exception {
        for (String text : List.of("1", "'ping'", "true", "null", "{}", "[]", "{'id':1,'method':'ping'}",
                "{'jsonrpc':'1.0','id':1,'method':'ping'}", "{'jsonrpc':2.0,'id':1,'method':'ping'}", "{'jsonrpc':'2.0','id':1}",
                "{'jsonrpc':'2.0','id':1,'method':7}", "{'jsonrpc':'2.0','id':1,'result':{},'error':{}}")) {
            send(text);
            assertThat(text, refusal(), is(RpcError.INVALID_REQUEST));
        }
    }

    @Test
    void paramsThatAreNotAnObjectAreInvalid() throws Exception {
        send("{'jsonrpc':'2.0','id':'p','method':'ping','params':[1]}");
        assertThat(mail.answer(value("\"p\"")).getJsonObject("error").getInt("code"), is(RpcError.INVALID_PARAMS));
    }

    @Test
    void membersThatNobodyKnowsAndNumbersThatNoTypeHoldsAreLeftAlone() throws Exception {
        for (Conversation each : bothEras()) {
            assertThat(each.call("echo", "{'text':'t','n':123456789012345678901234567890,'m':1e400,'o':{'p':[null]}}"), is("t"));
        }
        send("{'jsonrpc':'2.0','id':'u','method':'ping','further':{'x':1},'params':{'more':1}}");
        assertThat(mail.answer(value("\"u\"")).getJsonObject("result"), is(JsonValue.EMPTY_JSON_OBJECT));
    }

    @Test
    void textOfEveryKindAndOfSomeLengthPassesUnchanged() throws Exception {
        for (Conversation each : bothEras()) {
            String text = "gr\u00fc\u00df \ud834\udd1e \u2028\ufeff " + "long ".repeat(50_000);
            assertThat(each.call("echo", "{'text':'" + text + "'}"), is(text));
            assertThat(each.call("echo", "{'text':'\\n\\r\\t\\u0000\\u001f'}"), is("\n\r\t\u0000\u001f"));
        }
    }

    @Test
    void methodsThatAnEraLacksAreNotFound() throws Exception {
        for (Conversation each : bothEras()) {
            assertThat(each.error("no/such", "{}").getInt("code"), is(RpcError.METHOD_NOT_FOUND));
        }
        assertThat(legacy().error("server/discover", "{}").getInt("code"), is(RpcError.METHOD_NOT_FOUND));
        for (String removed : List.of("initialize", "ping", "logging/setLevel", "resources/subscribe")) {
            assertThat(removed, modern().error(removed, "{}").getInt("code"), is(RpcError.METHOD_NOT_FOUND));
        }
    }

    @Test
    void aNotificationIsNeverAnswered() throws Exception {
        Conversation legacy = legacy();
        legacy.notify("notifications/nobody/knows", "{'a':1}");
        legacy.notify("tools/list", "{}");
        legacy.notify("notifications/cancelled", "{'requestId':'unknown'}");
        legacy.notify("notifications/cancelled", "{'requestId':{}}");
        legacy.notify("notifications/cancelled", "{}");
        assertThat(mail.rest(), is(empty()));
    }

    @Test
    void anAnswerThatNobodyWaitsForIsDropped() throws Exception {
        legacy();
        send("{'jsonrpc':'2.0','id':'sigil-99','result':{}}");
        send("{'jsonrpc':'2.0','id':99,'error':{'code':1,'message':'no'}}");
        assertThat(mail.rest(), is(empty()));
    }

    @Test
    void aBatchIsAnsweredByABatchInTheOneRevisionThatHasIt() throws Exception {
        legacy("2025-03-26");
        send("[{'jsonrpc':'2.0','id':'a','method':'tools/call','params':{'name':'echo','arguments':{'text':'x'}}},"
                + "{'jsonrpc':'2.0','method':'notifications/nobody/knows'},{'no':'message'},{'jsonrpc':'2.0','id':2,'method':'ping'},"
                + "{'jsonrpc':'2.0','id':3,'method':'no/such'}]");
        JsonArray answers = mail.await("answer to a batch", JsonArray.class::isInstance).asJsonArray();
        assertThat(answers.getValuesAs(JsonObject.class).stream().map(answer -> answer.get("id").toString()).toList(),
                contains("\"a\"", "null", "2", "3"));
        assertThat(answers.getJsonObject(1).getJsonObject("error").getInt("code"), is(RpcError.INVALID_REQUEST));
        assertThat(answers.getJsonObject(2).getJsonObject("result"), is(JsonValue.EMPTY_JSON_OBJECT));
        assertThat(answers.getJsonObject(3).getJsonObject("error").getInt("code"), is(RpcError.METHOD_NOT_FOUND));
    }

    @Test
    void aBatchThatExpectsNoAnswerGetsNone() throws Exception {
        legacy("2025-03-26");
        send("[{'jsonrpc':'2.0','method':'notifications/nobody/knows'},{'jsonrpc':'2.0','id':'sigil-9','result':{}}]");
        assertThat(mail.rest(), is(empty()));
    }

    @Test
    void aBatchIsBounded() throws Exception {
        legacy("2025-03-26");
        send("[" + String.join(",", IntStream.range(0, 51).mapToObj(i -> "{'jsonrpc':'2.0','id':" + i + ",'method':'ping'}").toList()) + "]");
        assertThat(refusal(), is(RpcError.INVALID_REQUEST));
    }

    @Test
    void aBatchIsAnInvalidRequestInEveryOtherRevision() throws Exception {
        for (String version : List.of("2025-06-18", "2025-11-25")) {
            legacy(version);
            send("[{'jsonrpc':'2.0','id':1,'method':'ping'}]");
            assertThat(version, refusal(), is(RpcError.INVALID_REQUEST));
        }
    }

    /** The code of a refusal of something whose id could not be told. */
    private int refusal() throws InterruptedException {
        JsonObject refusal = mail.await("refusal", message -> message instanceof JsonObject object && object.containsKey("error")).asJsonObject();
        assertThat(refusal.getJsonObject("error").get("message"), is(instanceOf(JsonString.class)));
        return refusal.getJsonObject("error").getInt("code");
    }

    private void send(String text) throws IOException {
        client.send(quoted(text));
    }

    private static byte[] quoted(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static JsonValue value(String json) throws MalformedJsonException {
        return new JsonInput(10).read(json.getBytes(StandardCharsets.UTF_8));
    }
}
