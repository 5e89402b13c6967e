package sigil.mcp.core;

/**
 * One message of a prompt.
 *
 * @param role    who says it
 * @param content what is said
 */
public record PromptMessage(Role role, ContentBlock content) {
}
