package sigil.mcp.auth;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a new passphrase must have: length, and that it is none of those that are tried first (NIST SP 800-63B section 3.1.1.2). Nothing about upper
 * case or digits, which make passphrases hard for people alone.
 */
final class PassphraseRules {
    static final int SHORTEST = 12;
    private static final int FEWEST_DIFFERENT = 5;
    /** What is typed without thinking, without what people put behind it: numbers, signs and repetitions. */
    private static final List<String> WORST = List.of("password", "passwort", "passphrase", "passwd", "passw0rd", "p4ssword", "letmein", "welcome",
            "changeme", "iloveyou", "administrator", "admin", "administrador", "root", "owner", "secret", "topsecret", "geheim", "motdepasse",
            "contrasena", "qwerty", "sunshine", "football", "baseball", "superman", "princess", "trustno1", "startrek", "starwars", "opensesame", "sesameopen",
            "correcthorsebatterystaple", "correcthorsebattery", "thequickbrownfox", "loremipsum", "loremipsumdolor", "tobeornottobe", "sigilmcp", "sigil",
            "chatgpt", "claude", "cloudflare", "mypassword", "mypassphrase", "thisismypassword", "yourpassword", "supersecret", "superpassword");
    /** Ways over a keyboard and through the alphabet. */
    private static final List<String> WAYS = List.of("abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba", "qwertyuiopasdfghjklzxcvbnm",
            "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qazwsxedcrfvtgbyhnujmikolp",
            "1qaz2wsx3edc4rfv5tgb6yhn", "a1b2c3d4e5f6g7h8i9");

    private PassphraseRules() {
    }

    /**
     * Why a passphrase is not good enough, as a sentence that names the cure; empty if it is.
     *
     * @param prepared as {@link Passphrase} holds it
     * @param member   whose it is to be
     */
    static Optional<String> fault(char[] prepared, String member) {
        // copies that cannot be wiped, in the process of a command that soon ends
        int[] codePoints = new String(prepared).codePoints().toArray();
        if (codePoints.length < SHORTEST) {
            return Optional.of("The passphrase has %d characters and needs at least %d; four words that have nothing to do with each other are easy to keep"
                    .formatted(codePoints.length, SHORTEST) + " in mind.");
        }
        int period = period(codePoints);
        boolean repeated = period < SHORTEST && period <= codePoints.length / 2;
        if (repeated || IntStream.of(codePoints).distinct().count() < FEWEST_DIFFERENT) {
            return Optional.of("The passphrase repeats itself, which makes it no harder to guess; add other words.");
        }
        String core = core(new String(prepared));
        if (core.isEmpty()) {
            return Optional.of("The passphrase has no letters, and numbers are guessed first; add a few words.");
        }
        if (WORST.contains(core) || WAYS.stream().anyMatch(way -> way.contains(core)) || core.equals(core(member))) {
            return Optional.of("The passphrase is one of those that are guessed first; take four words that have nothing to do with each other.");
        }
        return Optional.empty();
    }

    /** The length of the shortest beginning that, written again and again, makes the whole. */
    private static int period(int[] codePoints) {
        for (int period = 1; period < codePoints.length; period++) {
            int from = period;
            while (from < codePoints.length && codePoints[from] == codePoints[from - period]) {
                from++;
            }
            if (from == codePoints.length) {
                return period;
            }
        }
        return codePoints.length;
    }

    /** What is left without signs, spaces and case, and without the numbers before and behind. */
    private static String core(String text) {
        String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
        String way = letters.replaceAll("^\\p{N}+$", "");
        // 1q2w3e4r is a way that begins with a number; letters around which numbers stand are a word
        return WAYS.stream().anyMatch(known -> known.contains(way)) ? way : way.replaceAll("^\\p{N}+|\\p{N}+$", "");
    }
}
