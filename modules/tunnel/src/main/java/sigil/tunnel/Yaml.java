package sigil.tunnel;

import java.util.regex.Pattern;

/** How a text is written in YAML. */
final class Yaml {
    /** Words that nobody takes for a number, a truth or a mark of the language, whichever version of it he reads. */
    private static final Pattern PLAIN = Pattern.compile("(?!(?i:true|false|yes|no|on|off|null|y|n|~)$)([A-Za-z/][A-Za-z0-9/._<>:+-]*[A-Za-z0-9_/>]|[A-Za-z]|[0-9]+s)");
    private static final Pattern TRUTH = Pattern.compile("true|false");

    private Yaml() {
    }

    static String scalar(String text) {
        return TRUTH.matcher(text).matches() || PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
    }
}
