package sigil.code.symbols;

import java.util.ArrayDeque;

/** Reads a text once, from its beginning to its end, and tells code, comments and strings apart. */
final class Blanking {

    private static final int MOST_HOLES = 50;

    /** A string that goes on when the code in it has ended. */
    private record Hole(Quote quote, int braces) {
    }

    private final CodeLanguage language;
    private final Lexis lexis;
    private final String text;
    private final char[] code;
    private final byte[] parts;
    private final ArrayDeque<Hole> holes = new ArrayDeque<>();
    private final Documents documents;
    private final boolean[] begins = new boolean[128];
    private int braces;
    private int before = -1;

    Blanking(CodeLanguage language, String text) {
        this.language = language;
        this.lexis = language.lexis();
        this.text = text;
        this.code = text.toCharArray();
        this.parts = new byte[code.length];
        this.documents = language.documents(text);
        lexis.lineComments().forEach(mark -> begins[mark.charAt(0)] = true);
        lexis.quotes().forEach(quote -> begins[quote.open().charAt(0)] = true);
        if (!lexis.blockOpen().isEmpty()) {
            begins[lexis.blockOpen().charAt(0)] = true;
        }
    }

    CodeText run() {
        int at = documents.start();
        blank(0, at, CodeText.Part.COMMENT);
        while (at < code.length) {
            at = step(at);
        }
        return new CodeText(language, text, code, parts);
    }

    private int step(int at) {
        char c = code[at];
        if (c == '\n') {
            int end = documents.bodyEnd(at);
            blank(at + 1, end, CodeText.Part.STRING);
            return Math.max(at + 1, end);
        }
        if (c <= ' ') {
            return at + 1;
        }
        for (var literal : lexis.literals()) {
            int end = Math.min(literal.end(text, at, before), code.length);
            if (end > at) {
                blank(at, end, literal.comment() ? CodeText.Part.COMMENT : CodeText.Part.STRING);
                before = literal.comment() ? before : end - 1;
                return end;
            }
        }
        if (c < 128 && begins[c]) {
            int end = commentEnd(at);
            if (end > at) {
                blank(at, end, CodeText.Part.COMMENT);
                return end;
            }
            for (var quote : lexis.quotes()) {
                if (text.startsWith(quote.open(), at)) {
                    return string(quote, at, at + quote.open().length());
                }
            }
        }
        documents.see(at);
        if (c == '{') {
            braces++;
        } else if (c == '}') {
            braces--;
            if (!holes.isEmpty() && holes.peek().braces() == braces) {
                return string(holes.pop().quote(), at, at + 1);
            }
        }
        before = at;
        return at + 1;
    }

    private int commentEnd(int at) {
        for (var mark : lexis.lineComments()) {
            if (text.startsWith(mark, at)) {
                return lineEnd(at);
            }
        }
        if (lexis.blockOpen().isEmpty() || !text.startsWith(lexis.blockOpen(), at)) {
            return at;
        }
        int depth = 1;
        int i = at + lexis.blockOpen().length();
        while (i < code.length && depth > 0) {
            if (text.startsWith(lexis.blockClose(), i)) {
                depth--;
                i += lexis.blockClose().length();
            } else if (lexis.nested() && text.startsWith(lexis.blockOpen(), i)) {
                depth++;
                i += lexis.blockOpen().length();
            } else {
                i++;
            }
        }
        return i;
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? code.length : end;
    }

    /** Blanks a string, or the next piece of one, that begins at {@code at}; what it holds begins at {@code inside}. */
    private int string(Quote quote, int at, int inside) {
        int i = inside;
        while (i < code.length) {
            char c = text.charAt(i);
            if (c == '\\' && quote.escapes()) {
                i += 2;
            } else if (c == '\n' && !quote.multiline()) {
                break;
            } else if (c == quote.close().charAt(0) && text.startsWith(quote.close(), i)) {
                i += quote.close().length();
                if (!quote.doubled() || !text.startsWith(quote.close(), i)) {
                    break;
                }
                i += quote.close().length();
            } else if (!quote.hole().isEmpty() && c == quote.hole().charAt(0) && text.startsWith(quote.hole(), i)) {
                if (quote.hole().length() == 1 && text.startsWith(quote.hole(), i + 1)) {
                    i += 2;
                } else if (holes.size() < MOST_HOLES) {
                    i += quote.hole().length();
                    blank(at, Math.min(i, code.length), CodeText.Part.STRING);
                    holes.push(new Hole(quote, braces++));
                    before = -1;
                    return i;
                } else {
                    i++;
                }
            } else {
                i++;
            }
        }
        int end = Math.min(i, code.length);
        blank(at, end, CodeText.Part.STRING);
        before = end - 1;
        return end;
    }

    private void blank(int from, int to, CodeText.Part part) {
        for (int i = from; i < to; i++) {
            parts[i] = (byte) part.ordinal();
            if (code[i] != '\n') {
                code[i] = ' ';
            }
        }
        if (part == CodeText.Part.STRING && from < to && code[from] != '\n') {
            code[from] = CodeText.LITERAL;
        }
    }
}
