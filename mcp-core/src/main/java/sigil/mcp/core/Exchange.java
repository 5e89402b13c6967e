package sigil.mcp.core;

/**
 * A request that is being answered, for the rows of a method table.
 *
 * @param peer    where it came from
 * @param request what came
 * @param client  what its client can do
 * @param call    the handle that an author gets
 */
record Exchange(Peer peer, Message.Request request, ClientCapabilities client, RunningCall call) {
}
