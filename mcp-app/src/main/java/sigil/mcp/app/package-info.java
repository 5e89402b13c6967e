/**
 * The program {@code sigil-mcp}: its commands, its configuration, and the one place where the modules meet.
 *
 * <p>Exit codes: 0 done; 1 it failed, the message says why; 2 the command line is wrong; 3 the configuration is wrong; 4 what was named does
 * not exist.
 */
package sigil.mcp.app;
