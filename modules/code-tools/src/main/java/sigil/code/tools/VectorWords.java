package sigil.code.tools;

import jakarta.json.JsonObjectBuilder;
import sigil.code.search.VectorState;
import sigil.mcp.core.JsonCodec;

/** How far the vectors are, in words and as JSON. */
final class VectorWords {

    private VectorWords() {
    }

    /** {@code Vectors by nomic-embed-text: 1200 of 5000 texts (24 %)}, without a full stop. */
    static String of(VectorState state) {
        String percent = state.done() < state.chunks() ? " (" + 100L * state.done() / state.chunks() + " %)" : "";
        return "Vectors by " + Shown.inline(state.model()) + ": " + state.done() + " of " + Shown.count(state.chunks(), "text") + percent
                + (state.problem().isEmpty() ? "" : "; it does not go on, because " + state.problem());
    }

    static JsonObjectBuilder json(VectorState state) {
        JsonObjectBuilder object = JsonCodec.object().add("model", state.model()).add("dimension", state.dimension()).add("texts", state.chunks())
                .add("done", state.done());
        return state.problem().isEmpty() ? object : object.add("problem", state.problem());
    }
}
