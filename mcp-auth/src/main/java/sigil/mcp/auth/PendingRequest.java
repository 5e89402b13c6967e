package sigil.mcp.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * A request that waits for a member to prove himself and to decide.
 *
 * @param asked   what is asked
 * @param device  the device that asks, where one does
 * @param address from where the browser came
 * @param created when, in whole seconds
 * @param expires when it is over, in whole seconds
 * @param member  who has proven himself, if somebody has
 * @param boxed   whether he did so at the box, and the browser is yet to get another secret
 * @param hash    by which it is known
 */
record PendingRequest(AuthorizationRequest asked, Optional<DeviceCodes.Waiting> device, String address, Instant created, Instant expires,
                      Optional<String> member, boolean boxed, byte[] hash) {
}
