package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What every call does about questions: each is asked once, and only of a client that can answer it. */
abstract sealed class AskingCall implements Call permits RunningCall, TaskCall {
    private final Caller caller;
    private final ClientCapabilities client;
    private final Asker asker;
    private final Map<String, Object> answers;

    AskingCall(Caller caller, ClientCapabilities client, Asker asker) {
        this.caller = caller;
        this.client = client;
        this.asker = asker;
        this.answers = new ConcurrentHashMap<>();
    }

    /** Goes on where another left off: what was answered there is answered here. */
    AskingCall(Caller caller, ClientCapabilities client, Asker asker, AskingCall before) {
        this.caller = caller;
        this.client = client;
        this.asker = asker;
        this.answers = before.answers;
    }

    @Override
    public final Caller caller() {
        return caller;
    }

    @Override
    public final ClientCapabilities client() {
        return client;
    }

    @Override
    public final void askAll(List<? extends InputRequest<?>> requests) throws InterruptedException {
        List<InputRequest<?>> missing = requests.stream()
                .filter(request -> !answers.containsKey(request.key()))
                .<InputRequest<?>>map(request -> request)
                .toList();
        missing.stream().filter(request -> !request.supportedBy(client)).map(InputRequest::capability).reduce(AskingCall::both)
                .ifPresent(lacking -> {
                    throw new MissingCapabilityException(lacking);
                });
        if (!missing.isEmpty()) {
            answers.putAll(asker.ask(missing));
        }
    }

    /** What two declarations declare together. */
    private static JsonObject both(JsonObject one, JsonObject other) {
        JsonObjectBuilder json = JsonCodec.object(one);
        other.forEach((name, value) -> json.add(name,
                one.get(name) instanceof JsonObject here && value instanceof JsonObject there ? both(here, there) : value));
        return json.build();
    }

    @Override
    @SuppressWarnings("unchecked")
    public final <R> R answer(InputRequest<R> request) {
        Object answer = answers.get(request.key());
        if (answer == null) {
            throw new IllegalStateException("Nothing was asked under the key " + request.key());
        }
        // put there by the request that decoded it
        return (R) answer;
    }
}
