package sigil.mcp.auth;

import java.time.Duration;

/** What the owner may ask of a new token; each fault is an IllegalArgumentException that names the cure. */
final class TokenRules {
    private static final int LONGEST_NAME = 64;
    private static final Duration LONGEST_LIFE = Duration.ofDays(36_500);

    private TokenRules() {
    }

    static String name(String name) {
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new IllegalArgumentException("The name of a token has 1 to %d characters; choose another.".formatted(LONGEST_NAME));
        }
        // the name is put into log lines, so it must not break or forge one
        if (!name.codePoints().allMatch(TokenRules::visible)) {
            throw new IllegalArgumentException("The name of a token has visible characters only, no spaces; choose another, such as chatgpt or claude-desktop.");
        }
        // `token revoke 12` must mean the token with the number 12
        if (name.codePoints().allMatch(Character::isDigit)) {
            throw new IllegalArgumentException("The name of a token must not consist of digits only, or it could be taken for a token's number; "
                    + "add a letter.");
        }
        if (name.startsWith("sigil_")) {
            throw new IllegalArgumentException("The name of a token must not begin like a token (sigil_); choose a name, not the secret.");
        }
        return name;
    }

    static long seconds(Duration lifetime) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("The lifetime of a token is between 1 second and %d days; leave it out for a token that does not expire."
                    .formatted(LONGEST_LIFE.toDays()));
        }
        return lifetime.toSeconds();
    }

    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                 Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
