/**
 * The fixture server: every tool, resource and prompt that the official conformance suite asks for, on the real core and the real transport.
 * Each is written once and serves both eras; nothing here knows which of them a request belongs to. Never part of the image.
 */
package sigil.mcp.conformance;
