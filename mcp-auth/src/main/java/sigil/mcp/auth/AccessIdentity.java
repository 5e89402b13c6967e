package sigil.mcp.auth;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;

/** A member as Cloudflare Access has found out who he is: in front of a page its assertion takes the place of the passphrase. */
final class AccessIdentity implements MemberIdentity {
    private static final HeaderName HEADER = HeaderNames.create(CloudflareAccess.HEADER);

    private final AccessAssertions assertions;
    private final Members members;

    AccessIdentity(AccessAssertions assertions, Members members) {
        this.assertions = assertions;
        this.members = members;
    }

    @Override
    public Optional<String> member(ServerRequest request) {
        return member(request.headers().all(HEADER, List::of));
    }

    Optional<String> member(List<String> values) {
        return switch (assertions.judge(values)) {
            // a program that holds a service token cannot have read what it agrees to
            case AccessVerdict.Proven(_, var person) when !person ->
                    throw new UnprovenException("This page is for people; a service token of Cloudflare Access proves none.");
            case AccessVerdict.Proven(var member, _) -> Optional.of(members.find(member).map(Member::name).orElseThrow(() ->
                    new UnprovenException("Cloudflare Access says that you are a member of this server who does not exist (any more).")));
            // an assertion that is there is never passed over
            case AccessVerdict.Refused _ -> throw new UnprovenException("The assertion of Cloudflare Access is not accepted.");
            // to ask for the passphrase is the stricter way
            case AccessVerdict.Absent _, AccessVerdict.Unavailable _ -> Optional.empty();
        };
    }
}
