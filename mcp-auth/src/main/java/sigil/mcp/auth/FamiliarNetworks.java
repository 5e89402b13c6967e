package sigil.mcp.auth;

import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Networks from which a member signed in or granted something, as far as is known: the latest {@value #MOST}. What strangers do in great number does not
 * stand in the way of whoever comes from there. It proves nothing, since an address may be a tunnel's or forged.
 */
final class FamiliarNetworks {
    private static final int MOST = 256;

    private final AuditTrail audit;
    /** The most recent last; not read before it is asked for, since most commands do not ask. */
    private Optional<LinkedHashMap<String, Boolean>> networks = Optional.empty();

    FamiliarNetworks(AuditTrail audit) {
        this.audit = audit;
    }

    /** Whether a member was in the network of this address before. */
    boolean contains(String address) {
        String network = ClientNetwork.of(address);
        synchronized (this) {
            return known().containsKey(network);
        }
    }

    /** A member is there. */
    synchronized void add(String address) {
        var known = known();
        known.putLast(ClientNetwork.of(address), true);
        if (known.size() > MOST) {
            known.pollFirstEntry();
        }
    }

    private LinkedHashMap<String, Boolean> known() {
        if (networks.isEmpty()) {
            LinkedHashMap<String, Boolean> read = new LinkedHashMap<>();
            audit.addressesOfMembers(MOST).reversed().forEach(address -> read.putLast(ClientNetwork.of(address), true));
            networks = Optional.of(read);
        }
        return networks.get();
    }
}
