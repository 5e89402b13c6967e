package sigil.code.symbols;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what ctags writes: an object of JSON (RFC 8259) in a line, with texts, numbers and truths but nothing within them. */
final class FlatJson {

    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String MEANINGS = "\"\\/\b\f\n\r\t";

    private final String line;
    private int at;

    private FlatJson(String line) {
        this.line = line;
    }

    /** The members, numbers and truths as they are written; or nothing if it is another thing. */
    static Optional<Map<String, String>> members(String line) {
        try {
            return Optional.of(new FlatJson(line).object());
        } catch (Unexpected | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unexpected() {
            super("unexpected", null, false, false);
        }
    }

    private Map<String, String> object() {
        var members = new HashMap<String, String>();
        take('{');
        if (next() == '}') {
            at++;
        } else {
            do {
                var name = text();
                take(':');
                members.put(name, next() == '"' ? text() : word());
            } while (take(',', '}') == ',');
        }
        if (!line.substring(at).isBlank()) {
            throw new Unexpected();
        }
        return members;
    }

    /** The next character that is no blank. */
    private char next() {
        while (line.charAt(at) == ' ') {
            at++;
        }
        return line.charAt(at);
    }

    private char take(char... wanted) {
        char c = next();
        for (char one : wanted) {
            if (c == one) {
                at++;
                return c;
            }
        }
        throw new Unexpected();
    }

    private String word() {
        int from = at;
        while (Character.isLetterOrDigit(line.charAt(at)) || "+-.".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        if (at == from) {
            throw new Unexpected();
        }
        return line.substring(from, at);
    }

    private String text() {
        take('"');
        var text = new StringBuilder();
        while (line.charAt(at) != '"') {
            char c = line.charAt(at++);
            text.append(c == '\\' ? escaped() : c);
        }
        at++;
        return text.toString();
    }

    private char escaped() {
        char c = line.charAt(at++);
        if (c == 'u') {
            at += 4;
            try {
                return (char) Integer.parseUnsignedInt(line, at - 4, at, 16);
            } catch (NumberFormatException e) {
                throw new Unexpected();
            }
        }
        int known = ESCAPES.indexOf(c);
        if (known < 0) {
            throw new Unexpected();
        }
        return MEANINGS.charAt(known);
    }
}
