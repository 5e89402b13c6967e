package sigil.mcp.app;

/**
 * Something that is wrong, and the next step.
 *
 * @param problem a sentence
 * @param cure    a sentence, with the command if there is one
 */
record Advice(String problem, String cure) {
}
