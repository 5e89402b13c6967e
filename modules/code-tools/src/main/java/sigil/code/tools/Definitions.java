package sigil.code.tools;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** The files beside the code in which people and models read what is defined. */
final class Definitions {
    private static final int DEEPEST = 32;

    private Definitions() {
    }

    static JsonObject read(String name) {
        try (InputStream in = Definitions.class.getResourceAsStream(name)) {
            return new JsonInput(DEEPEST).read(in.readAllBytes()).asJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        }
    }
}
