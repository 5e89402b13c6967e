/**
 * The first lock: a bearer token that the owner made on the box, or no entry.
 *
 * <p>What this package promises:
 * <ul>
 *   <li>A token is shown once, when it is made. Kept is its SHA-256 hash; no text form, exception or log line of this package holds
 *       the token itself.</li>
 *   <li>A credential comes from the {@code Authorization} header only (RFC 6750 section 2.1), never from a query, a body or the place
 *       in the network from which a request seems to come. Where the owner has configured Cloudflare Access, its signed assertion is one
 *       too, and a wrong one is never passed over for a good token.</li>
 *   <li>A revocation, by whatever process, holds from the next request on: nothing is cached.</li>
 *   <li>A token is good for this server or for none: what was made elsewhere, or for another resource, opens nothing.</li>
 *   <li>What clients are told of how to get a token comes from the configuration, never from a request.</li>
 *   <li>A page that asks the owner says who asks and where the answer goes; it runs no script, and no text of a stranger becomes markup on it.</li>
 *   <li>A stranger cannot learn whether a token is unknown, expired or revoked.</li>
 * </ul>
 */
package sigil.mcp.auth;
