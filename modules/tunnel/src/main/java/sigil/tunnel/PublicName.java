package sigil.tunnel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does the public name lead anywhere? A record that Cloudflare proxies shows Cloudflare's addresses and hides that it leads to a tunnel. */
final class PublicName implements PathCheck {
    private static final int MOST_SHOWN = 4;

    @Override
    public Hop hop() {
        return Hop.PUBLIC;
    }

    @Override
    public String name() {
        return "name";
    }

    @Override
    public Found look(Surroundings at) {
        String host = at.outsider().way().host();
        Optional<String> alias = CanonicalName.of(host);
        if (alias.filter(name -> name.endsWith(".cfargotunnel.com")).isPresent()) {
            return Found.bad(Fault.NAME_NOT_PROXIED, host + " is an alias of " + alias.get());
        }
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return Found.bad(Fault.NAME_UNKNOWN, host + " has no address");
        }
        String line = Stream.of(addresses).limit(MOST_SHOWN).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        boolean cloudflare = Stream.of(addresses).anyMatch(CloudflareAddresses::contain);
        return Found.good(line + (cloudflare ? " (Cloudflare)" : " (not Cloudflare)"));
    }
}
