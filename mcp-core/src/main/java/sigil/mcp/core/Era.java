package sigil.mcp.core;

/** The two ways in which MCP revisions tie requests together. Decided for every request, never remembered. */
public enum Era {
    /** Revisions up to 2025-11-25, opened by {@code initialize}. */
    LEGACY,
    /** Revisions from 2026-07-28: every request carries its version and capabilities in {@code _meta}. */
    MODERN
}
