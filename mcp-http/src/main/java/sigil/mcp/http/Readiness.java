package sigil.mcp.http;

import java.util.function.BooleanSupplier;

/**
 * A part that must work before the server is ready.
 *
 * @param name  one word that a stranger may read
 * @param check whether it works now; asked on every probe, so it answers at once
 */
public record Readiness(String name, BooleanSupplier check) {
}
