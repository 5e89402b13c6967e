package sigil.mcp.auth;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A member proves himself by his passphrase. Whether there is such a member, and whether he has one, cannot be told from the answer. */
final class SignIn {
    private final Members members;
    private final Passphrases passphrases;
    private final SignInThrottle throttle;
    private final AuditTrail audit;

    SignIn(Members members, Passphrases passphrases, Clock clock, AuditTrail audit) {
        this.members = members;
        this.passphrases = passphrases;
        this.throttle = new SignInThrottle(clock);
        this.audit = audit;
    }

    /** What came of it. */
    sealed interface Result {
        /** It was he when it was compared. */
        record In(Proof proof) implements Result {
        }

        /** He is not let in, or not now. */
        record No(Problem problem) implements Result {
        }
    }

    /** Why the page is shown once more. */
    enum Problem {
        /** No member has this name and this passphrase. */
        WRONG(SignInPage.Way.PASSPHRASE, "The passphrase is not right. Try again, or approve the code on the server."),
        /** It was tried too often. */
        WAIT(SignInPage.Way.PASSPHRASE, "Too many attempts. Wait up to a quarter of an hour, or approve the code on the server, which is always possible."),
        /** Others are trying at this moment. */
        BUSY(SignInPage.Way.PASSPHRASE, "The server is busy comparing passphrases. Wait a few seconds and try again."),
        /** Nobody at the box has approved the code. */
        NOT_APPROVED(SignInPage.Way.BOX, "The code has not been approved yet. Run the command on the server, then press the button again.");

        private final SignInPage.Way way;
        private final String sentence;

        Problem(SignInPage.Way way, String sentence) {
            this.way = way;
            this.sentence = sentence;
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * In words.
         *
         * @param member whether the page asks for the name of a member, so that this may be what is wrong
         */
        SignInPage.Problem shown(boolean member) {
            if (this == WRONG && member) {
                return new SignInPage.Problem(way, "The name or the passphrase is not right. Try again, or approve the code on the server.");
            }
            return new SignInPage.Problem(way, sentence);
        }

        static Optional<Problem> parse(String wire) {
            return Stream.of(values()).filter(problem -> problem.wire().equals(wire)).findFirst();
        }
    }

    /** Compares what somebody typed, if it is not too often. */
    Result by(String typedName, String typed, String address) {
        String name = typedName.strip().toLowerCase(Locale.ROOT);
        if (throttle.check(name, address) instanceof Throttle.Decision.Wait) {
            return new Result.No(Problem.WAIT);
        }
        char[] characters = typed.toCharArray();
        try {
            Optional<String> kept = members.passphrase(name);
            return switch (passphrases.check(characters, kept.flatMap(PassphraseHash::parse))) {
                case PassphraseCheck.Right(var renewed) -> {
                    throttle.succeeded(name, address);
                    yield in(name, kept.orElseThrow(), renewed.map(PassphraseHash::text));
                }
                case PassphraseCheck.Wrong _ -> {
                    audit.write(AuditTrail.Event.of("refused").member(members.find(name).map(Member::name).orElse("unknown")).address(address)
                            .detail("wrong passphrase"));
                    yield new Result.No(Problem.WRONG);
                }
                case PassphraseCheck.Busy _ -> {
                    throttle.withdrawn(name, address);
                    yield new Result.No(Problem.BUSY);
                }
            };
        } finally {
            java.util.Arrays.fill(characters, '\0');
        }
    }

    private Result in(String name, String kept, Optional<String> renewed) {
        if (renewed.isPresent() && !members.rehashed(name, kept, renewed.get())) {
            // by the owner, or by another sign-in with the same passphrase: to try again tells
            return new Result.No(Problem.BUSY);
        }
        return new Result.In(new Proof.Typed(name, renewed.orElse(kept)));
    }
}
