package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.function.BooleanSupplier;
import sigil.mcp.core.JsonCodec;

/**
 * What a client saw, as {@code src/test/interop/session.mjs} has it do.
 *
 * @param client   its name, for people
 * @param revision that it should have agreed on
 * @param stopped  whether the server gave up the call that the client cancelled, while the client was still there
 * @param report   what it told
 */
record ClientSession(String client, String revision, boolean stopped, JsonObject report) {

    /** Lets a client that was started do all that it does. */
    static ClientSession of(String client, String revision, RunningClient running, BooleanSupplier stopped) {
        try (running) {
            JsonObject common = Rpc.parse(running.line()).asJsonObject();
            boolean stoppedMeanwhile = stopped.getAsBoolean();
            running.goOn();
            JsonObjectBuilder report = JsonCodec.object(common);
            Rpc.parse(running.line()).asJsonObject().forEach(report::add);
            RunningClient.Ended ended = running.end();
            assertThat(ended.err() + ended.out(), ended.exitCode(), is(0));
            return new ClientSession(client, revision, stoppedMeanwhile, report.build());
        }
    }

    /** The structured result of a call that was to succeed. */
    JsonObject result(String call) {
        JsonObject outcome = report.getJsonObject(call);
        assertThat(outcome.toString(), outcome.containsKey("structuredContent") && !outcome.getBoolean("isError", false), is(true));
        return outcome.getJsonObject("structuredContent");
    }

    /** What a call was told that was to fail in a way that a model can mend. */
    String refusal(String call) {
        JsonObject outcome = report.getJsonObject(call);
        assertThat(outcome.toString(), outcome.getBoolean("isError"), is(true));
        return outcome.getJsonArray("content").getJsonObject(0).getString("text");
    }

    /** The message of a request that was to end with an error. */
    String error(String request) {
        JsonObject outcome = report.getJsonObject(request);
        assertThat(outcome.toString(), outcome.containsKey("thrown"), is(true));
        return outcome.getString("message");
    }

    @Override
    public String toString() {
        return client;
    }
}
