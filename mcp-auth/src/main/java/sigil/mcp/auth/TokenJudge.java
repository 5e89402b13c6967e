package sigil.mcp.auth;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Knows which access tokens are good here. */
@FunctionalInterface
public interface TokenJudge {

    /**
     * Judges what a client presented.
     *
     * @param presented any text
     * @return who the client is, or why not
     * @throws AuthStoreException if that cannot be found out at the moment
     */
    Verdict judge(String presented);

    /**
     * Asks for each kind of token the judge who knows that kind. What has the form of no kind, or of one that nobody here judges, is unknown.
     *
     * @param judges by the kind that they know
     * @return all of them as one
     */
    static TokenJudge byKind(Map<Secret, TokenJudge> judges) {
        Map<Secret, TokenJudge> known = new EnumMap<>(judges);
        return presented -> {
            Optional<TokenJudge> judge = Secret.of(presented).map(known::get);
            return judge.isPresent() ? judge.get().judge(presented) : new Verdict.Refused(Verdict.Reason.UNKNOWN);
        };
    }
}
