package sigil.mcp.http;

import jakarta.json.JsonObject;
import sigil.mcp.core.JsonCodec;

/** Who looks on while requests are answered. */
public interface Observer {
    /** Nobody. */
    Observer NONE = new Observer() {
        @Override
        public void answered(Answered request) {
            // nobody counts
        }

        @Override
        public JsonObject status() {
            return JsonCodec.object().build();
        }
    };

    /**
     * A request is over. Called on its thread, after the answer was sent: it returns at once and throws nothing.
     *
     * @param request what is to be told of it
     */
    void answered(Answered request);

    /**
     * What programs of this box are told that can make a ticket, see {@link ProbeKey}.
     *
     * @return no secret
     */
    JsonObject status();
}
