package sigil.mcp.core;

import java.util.List;
import java.util.Map;

/** How questions reach the client of a call: by requests of the server, by coming back, or by a task. */
@FunctionalInterface
interface Asker {
    /** Where no answer could come back. */
    Asker NOBODY = requests -> {
        throw new MissingCapabilityException(requests.getFirst().capability());
    };

    /**
     * Asks.
     *
     * @param requests what has no answer yet, at least one, all of them supported by the client
     * @return the decoded answer of each, by its key
     */
    Map<String, Object> ask(List<InputRequest<?>> requests) throws InterruptedException;
}
