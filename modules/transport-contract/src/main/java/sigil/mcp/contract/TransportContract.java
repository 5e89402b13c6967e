package sigil.mcp.contract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sigil.mcp.core.RpcError;

/**
 * What a client can do over any transport. A transport proves it with a test class that extends this one and connects a {@link Client}; what
 * becomes of messages that are no conversation is inherited by it as well.
 */
public abstract class TransportContract extends MessageContract {
    private static final String SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId";
    private static final String NAME = "{'action':'accept','content':{'name':'Ada'}}";

    /** For the test class of a transport. */
    protected TransportContract() {
    }

    @Test
    void aLegacyClientInitialisesListsAndCallsInEveryRevision() throws Exception {
        for (String version : List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")) {
            Conversation legacy = legacy(version);
            assertThat(names(legacy.result("tools/list", "{}")), hasItem("echo"));
            assertThat(legacy.call("echo", "{'text':'" + version + "'}"), is(version));
            assertThat(legacy.result("ping", "{}"), is(JsonValue.EMPTY_JSON_OBJECT));
        }
    }

    @Test
    void aModernClientDiscoversListsAndCallsWithoutAHandshake() throws Exception {
        Conversation modern = modern();
        JsonObject discovered = modern.result("server/discover", "{}");
        assertThat(discovered.getJsonArray("supportedVersions").getValuesAs(JsonString::getString), hasItem("2026-07-28"));
        assertThat(discovered.getString("instructions"), is("What a transport must carry."));
        JsonObject listed = modern.result("tools/list", "{}");
        assertThat(listed.getString("resultType"), is("complete"));
        assertThat(names(listed), hasItem("echo"));
        assertThat(modern.call("echo", "{'text':'hello'}"), is("hello"));
    }

    @Test
    void theErasAreSpokenSideBySideOverOneConnection() throws Exception {
        Conversation legacy = legacy();
        Conversation modern = modern();
        for (int i = 0; i < 3; i++) {
            assertThat(legacy.result("tools/list", "{}").containsKey("resultType"), is(false));
            assertThat(modern.result("tools/list", "{}").containsKey("resultType"), is(true));
        }
    }

    @Test
    void aVersionThatIsNotSpokenIsRefusedWithThoseThatAre() throws Exception {
        JsonObject error = modern().error("tools/list", "{'_meta':{'io.modelcontextprotocol/protocolVersion':'2099-01-01'}}");
        assertThat(error.getInt("code"), is(RpcError.UNSUPPORTED_PROTOCOL_VERSION));
        assertThat(error.getJsonObject("data").getJsonArray("supported").getValuesAs(JsonString::getString), hasItem("2026-07-28"));
    }

    @Test
    void resourcesAreReadPromptsAreGotAndValuesProposed() throws Exception {
        for (Conversation each : bothEras()) {
            assertThat(each.result("resources/list", "{}").getJsonArray("resources").getJsonObject(0).getString("uri"), is(ContractTools.NOTE));
            JsonObject note = each.result("resources/read", "{'uri':'" + ContractTools.NOTE + "'}");
            assertThat(note.getJsonArray("contents").getJsonObject(0).getString("text"), is("noted"));
            JsonObject greeting = each.result("prompts/get", "{'name':'greeting','arguments':{'name':'Ada'}}");
            assertThat(greeting.getJsonArray("messages").getJsonObject(0).getJsonObject("content").getString("text"), is("Greet Ada."));
            JsonObject proposed = each.result("completion/complete",
                    "{'ref':{'type':'ref/prompt','name':'greeting'},'argument':{'name':'name','value':'Ad'}}");
            assertThat(proposed.getJsonObject("completion").getJsonArray("values").getString(0), is("Ada"));
        }
    }

    @Test
    void progressComesInOrderBeforeTheResult() throws Exception {
        for (Conversation each : bothEras()) {
            JsonValue id = each.start("tools/call", "{'name':'count','arguments':{'to':5},'_meta':{'progressToken':'p'}}");
            List<JsonObject> came = until(id);
            assertThat(Conversation.said(came.removeLast().getJsonObject("result")), is("counted"));
            assertThat(came.stream().map(message -> message.getJsonObject("params").getString("message")).toList(),
                    contains("step 1", "step 2", "step 3", "step 4", "step 5"));
            came.forEach(message -> assertThat(message.getJsonObject("params").getString("progressToken"), is("p")));
            assertThat(mail.rest(), is(empty()));
        }
    }

    @Test
    void aRequestThatIsTakenBackReachesItsToolAndIsNotAnswered() throws Exception {
        for (Conversation each : bothEras()) {
            JsonValue id = each.startCall("wait", "{}");
            await(tools.waiting());
            each.cancel(id);
            await(tools.cancelled());
            assertThat(each.call("echo", "{'text':'next'}"), is("next"));
            assertThat(mail.rest(), is(empty()));
        }
    }

    @Test
    void aToolAsksALegacyClientByARequestAndGoesOnWithTheAnswer() throws Exception {
        Conversation legacy = legacy();
        JsonValue id = legacy.startCall("ask", "{}");
        JsonObject question = mail.message("elicitation/create");
        assertThat(question.getJsonObject("params").getString("message"), is("What is your name?"));
        legacy.respond(question, NAME);
        assertThat(Conversation.said(legacy.result(id)), is("Hello, Ada"));
    }

    @Test
    void aLegacyClientMayAnswerInAnyOrderAndDoOtherThingsBetween() throws Exception {
        Conversation legacy = legacy();
        Map<JsonValue, JsonObject> questions = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            JsonValue id = legacy.startCall("ask", "{}");
            questions.put(id, mail.message("elicitation/create"));
        }
        assertThat(legacy.call("echo", "{'text':'between'}"), is("between"));
        List<JsonValue> ids = new ArrayList<>(questions.keySet());
        for (JsonValue id : ids.reversed()) {
            legacy.respond(questions.get(id), NAME.replace("Ada", "number " + id));
            assertThat(Conversation.said(legacy.result(id)), is("Hello, number " + id));
        }
    }

    @Test
    void aRefusalOfALegacyClientReachesTheTool() throws Exception {
        Conversation legacy = legacy();
        JsonValue id = legacy.startCall("ask", "{}");
        JsonObject question = mail.message("elicitation/create");
        client.send(Conversation.json("{'jsonrpc':'2.0','id':" + question.get("id") + ",'error':{'code':-1,'message':'not now'}}").toString()
                .getBytes(StandardCharsets.UTF_8));
        JsonObject result = legacy.result(id);
        assertThat(result.getBoolean("isError"), is(true));
        assertThat(Conversation.said(result), containsString("not now"));
    }

    @Test
    void theSameToolAsksAModernClientToComeBack() throws Exception {
        Conversation modern = modern();
        JsonObject asked = modern.result(modern.startCall("ask", "{}"));
        assertThat(asked.getString("resultType"), is("input_required"));
        assertThat(asked.getJsonObject("inputRequests").getJsonObject("who").getString("method"), is("elicitation/create"));
        JsonObject answered = modern.result("tools/call", "{'name':'ask','arguments':{},'requestState':'" + asked.getString("requestState")
                + "','inputResponses':{'who':" + NAME + "}}");
        assertThat(Conversation.said(answered), is("Hello, Ada"));
        assertThat("a server sends no requests", mail.rest(), is(empty()));
    }

    @Test
    void aClientThatCannotBeAskedIsToldSo() throws Exception {
        assertThat(modern("{}").error("tools/call", "{'name':'ask','arguments':{}}").getInt("code"),
                is(RpcError.MISSING_REQUIRED_CLIENT_CAPABILITY));
        Conversation legacy = Conversation.legacy("2025-11-25", "{}", client, mail);
        assertThat(legacy.result(legacy.startCall("ask", "{}")).getBoolean("isError"), is(true));
    }

    @Test
    void aModernSubscriptionIsAcknowledgedFirstThenToldOfWhatItAskedForAndTagged() throws Exception {
        Conversation modern = modern();
        JsonValue id = modern.start("subscriptions/listen", "{'notifications':{'toolsListChanged':true,'promptsListChanged':true,"
                + "'resourceSubscriptions':['" + ContractTools.NOTE + "']}}");
        JsonObject acknowledged = mail.message("notifications/subscriptions/acknowledged");
        assertThat(tag(acknowledged), is(id));
        assertThat(acknowledged.getJsonObject("params").getJsonObject("notifications"),
                is(Conversation.json("{'toolsListChanged':true,'resourceSubscriptions':['" + ContractTools.NOTE + "']}")));
        tools.change();
        assertThat(tag(mail.message("notifications/tools/list_changed")), is(id));
        assertThat(names(modern.result("tools/list", "{}")), hasItem("further"));
        tools.touch();
        JsonObject updated = mail.message("notifications/resources/updated");
        assertThat(tag(updated), is(id));
        assertThat(updated.getJsonObject("params").getString("uri"), is(ContractTools.NOTE));
    }

    @Test
    void subscriptionsAreToldApartAndEndOneByOne() throws Exception {
        Conversation modern = modern();
        JsonValue first = modern.start("subscriptions/listen", "{'notifications':{'toolsListChanged':true}}");
        mail.message("notifications/subscriptions/acknowledged");
        JsonValue second = modern.start("subscriptions/listen", "{'notifications':{'toolsListChanged':true}}");
        mail.message("notifications/subscriptions/acknowledged");
        tools.change();
        assertThat(List.of(tag(mail.message("notifications/tools/list_changed")), tag(mail.message("notifications/tools/list_changed"))),
                containsInAnyOrder(first, second));
        modern.cancel(first);
        assertThat("no answer", mail.rest(), is(empty()));
        tools.change();
        assertThat(tag(mail.message("notifications/tools/list_changed")), is(second));
        assertThat(mail.rest(), is(empty()));
    }

    @Test
    void aLegacyClientHearsOfChangesOutsideOfAnyRequest() throws Exception {
        Conversation legacy = legacy();
        tools.change();
        mail.message("notifications/tools/list_changed");
        assertThat(names(legacy.result("tools/list", "{}")), hasItem("further"));
        tools.touch();
        legacy.result("resources/subscribe", "{'uri':'" + ContractTools.NOTE + "'}");
        assertThat("not subscribed before", mail.rest(), is(empty()));
        tools.touch();
        assertThat(mail.message("notifications/resources/updated").getJsonObject("params").getString("uri"), is(ContractTools.NOTE));
        legacy.result("resources/unsubscribe", "{'uri':'" + ContractTools.NOTE + "'}");
        tools.touch();
        assertThat(mail.rest(), is(empty()));
    }

    @Test
    void aLegacyClientSetsTheLevelOfLogMessagesForItsSession() throws Exception {
        Conversation legacy = legacy();
        legacy.result("logging/setLevel", "{'level':'debug'}");
        assertThat(logged(legacy.startCall("log", "{}")), contains("at debug", "at info", "at error"));
        legacy.result("logging/setLevel", "{'level':'error'}");
        assertThat(logged(legacy.startCall("log", "{}")), contains("at error"));
        assertThat(legacy.error("logging/setLevel", "{'level':'loud'}").getInt("code"), is(RpcError.INVALID_PARAMS));
    }

    @Test
    void aModernClientSetsTheLevelOfLogMessagesForEachRequest() throws Exception {
        Conversation modern = modern();
        assertThat(logged(modern.start("tools/call", "{'name':'log','_meta':{'io.modelcontextprotocol/logLevel':'info'}}")),
                contains("at info", "at error"));
        assertThat(logged(modern.startCall("log", "{}")), is(empty()));
    }

    @Test
    void aTaskOfALegacyClientAsksOutsideOfAnyRequestAndKeepsItsResult() throws Exception {
        Conversation legacy = legacy();
        JsonObject created = legacy.result("tools/call", "{'name':'later','arguments':{},'task':{'ttl':60000}}").getJsonObject("task");
        JsonObject question = mail.message("elicitation/create");
        assertThat(question.getJsonObject("params").getJsonObject("_meta").getJsonObject("io.modelcontextprotocol/related-task").getString("taskId"),
                is(created.getString("taskId")));
        JsonValue result = legacy.start("tasks/result", "{'taskId':'" + created.getString("taskId") + "'}");
        legacy.respond(question, NAME);
        assertThat(Conversation.said(legacy.result(result)), is("Hello, Ada"));
    }

    @Test
    void aTaskOfAModernClientWaitsForItToComeBack() throws Exception {
        Conversation modern = modern("{'elicitation':{},'extensions':{'io.modelcontextprotocol/tasks':{}}}");
        JsonObject created = modern.result(modern.startCall("later", "{}"));
        assertThat(created.getString("resultType"), is("task"));
        String task = "'taskId':'" + created.getString("taskId") + "'";
        JsonObject asking = until(modern, task, "input_required");
        String key = asking.getJsonObject("inputRequests").keySet().iterator().next();
        modern.result("tasks/update", "{" + task + ",'inputResponses':{'" + key + "':" + NAME + "}}");
        assertThat(Conversation.said(until(modern, task, "completed").getJsonObject("result")), is("Hello, Ada"));
    }

    @Test
    void aSlowCallDelaysNoOther() throws Exception {
        for (Conversation each : bothEras()) {
            JsonValue slow = each.startCall("hold", "{}");
            assertThat(each.call("echo", "{'text':'quick'}"), is("quick"));
            tools.release();
            assertThat(Conversation.said(each.result(slow)), is("released"));
        }
    }

    @Test
    void manyCallsAtOnceAreEachAnsweredOnceWithTheirOwn() throws Exception {
        for (Conversation each : bothEras()) {
            Map<JsonValue, String> texts = new HashMap<>();
            for (int i = 0; i < 40; i++) {
                texts.put(each.startCall("echo", "{'text':'text " + i + "'}"), "text " + i);
            }
            for (Map.Entry<JsonValue, String> text : texts.entrySet()) {
                assertThat(Conversation.said(each.result(text.getKey())), is(text.getValue()));
            }
            assertThat(mail.rest(), is(empty()));
        }
    }

    /** Everything up to an answer, in the order in which it came. */
    private List<JsonObject> until(JsonValue id) throws InterruptedException {
        List<JsonObject> came = new ArrayList<>();
        while (came.isEmpty() || !Mailbox.answers(came.getLast(), id)) {
            came.add(mail.await("answer to " + id, message -> true).asJsonObject());
        }
        return came;
    }

    private JsonObject until(Conversation conversation, String task, String status) throws IOException, InterruptedException {
        long end = System.nanoTime() + Mailbox.PATIENCE.toNanos();
        JsonObject now = conversation.result("tasks/get", "{" + task + "}");
        while (!now.getString("status").equals(status)) {
            assertThat(now.toString(), System.nanoTime() < end, is(true));
            Thread.sleep(Duration.ofMillis(20));
            now = conversation.result("tasks/get", "{" + task + "}");
        }
        return now;
    }

    private List<String> logged(JsonValue call) throws InterruptedException {
        List<JsonObject> came = until(call);
        came.removeLast();
        came.forEach(message -> assertThat(Mailbox.isOf(message, "notifications/message"), is(true)));
        return came.stream().map(message -> message.getJsonObject("params").getString("data")).toList();
    }

    private static JsonValue tag(JsonObject notification) {
        return notification.getJsonObject("params").getJsonObject("_meta").get(SUBSCRIPTION_ID);
    }

    private static List<String> names(JsonObject listed) {
        JsonArray tools = listed.getJsonArray("tools");
        assertThat(tools, is(not(empty())));
        return tools.getValuesAs(tool -> tool.asJsonObject().getString("name"));
    }
}
