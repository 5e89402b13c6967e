package sigil.mcp.core;

/**
 * What a server works with for as long as it runs.
 *
 * @param limits   its bounds
 * @param changes  who is told of what changes
 * @param sessions of the legacy era
 * @param tasks    of both
 * @param legacy   tasks as the legacy era has them
 * @param seal     for what clients carry
 * @param pages    how lists are cut
 */
record ServerParts(ServerLimits limits, Changes changes, Sessions sessions, Tasks tasks, LegacyTasks legacy, Seal seal, Pages pages) {
}
