package sigil.mcp.auth;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The application of Cloudflare Access that stands in front of this server, as its owner configured it.
 *
 * @param team     the host of the team, such as {@code example.cloudflareaccess.com}
 * @param audience the Application Audience (AUD) tag
 * @param members  who is who: the e-mail address of a person, or the {@code common_name} of a service token, which has no {@code @}, to the name
 *                 of a member
 */
public record CloudflareAccess(String team, String audience, Map<String, String> members) {
    /** The header in which Cloudflare sends its assertion (RFC 7519) with every request. */
    public static final String HEADER = "Cf-Access-Jwt-Assertion";

    /** Copies the members; e-mail addresses are compared without regard to case. */
    public CloudflareAccess {
        Objects.requireNonNull(team, "team");
        Objects.requireNonNull(audience, "audience");
        members = members.entrySet().stream().collect(Collectors.toUnmodifiableMap(entry -> lowerCase(entry.getKey()), Map.Entry::getValue));
    }

    /** Who signs, as it stands in {@code iss}. */
    String issuer() {
        return "https://" + team;
    }

    /** Where the team's keys are (RFC 7517). */
    URI certificates() {
        return URI.create(issuer() + "/cdn-cgi/access/certs");
    }

    /** The member whom a person's address means. */
    Optional<String> person(String email) {
        return email.contains("@") ? member(email) : Optional.empty();
    }

    /** The member for whom a service token acts. */
    Optional<String> service(String commonName) {
        return commonName.contains("@") ? Optional.empty() : member(commonName);
    }

    private Optional<String> member(String identity) {
        return Optional.ofNullable(members.get(lowerCase(identity)));
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
