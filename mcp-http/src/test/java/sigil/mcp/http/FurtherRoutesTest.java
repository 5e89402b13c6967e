package sigil.mcp.http;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FurtherRoutesTest {
    @Test
    void whatAnyPageMayReadNeedsNoToken() {
        Set<String> open = Set.of("/a");
        Set<String> anyOrigin = Set.of("/a", "/b");
        assertThrows(IllegalArgumentException.class, () -> new FurtherRoutes(routing -> { }, open, anyOrigin));
    }
}
