/**
 * One contract for all transports. {@link sigil.mcp.contract.TransportContract} holds the tests and knows neither HTTP nor stdio: it talks to
 * a {@link sigil.mcp.contract.Client}, which is all that a transport has to provide, and its server offers what
 * {@link sigil.mcp.contract.ContractTools} has.
 *
 * <p>A test that is about one transport alone stands with that transport.
 */
package sigil.mcp.contract;
