package sigil.mcp.auth;

import java.time.Duration;
import java.util.Optional;

/** What came of comparing a passphrase. */
sealed interface PassphraseCheck {
    /**
     * It is the member's.
     *
     * @param renewed what to keep of it from now on, if what is kept was made when hashes cost less
     */
    record Right(Optional<PassphraseHash> renewed) implements PassphraseCheck {
    }

    /** It is not, or there is no such member, or he has none: whoever asks shall not learn which. */
    record Wrong() implements PassphraseCheck {
    }

    /**
     * It was not looked at, because as many as may be are being compared: no sign for or against whoever typed it.
     *
     * @param time after which it makes sense to try again
     */
    record Busy(Duration time) implements PassphraseCheck {
    }
}
