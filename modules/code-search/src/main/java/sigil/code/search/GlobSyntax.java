package sigil.code.search;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import java.util.ArrayList;
import java.util.List;

/** Turns a path glob into an RE2 pattern: linear time comes with it. */
final class GlobSyntax {

    private final String glob;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private GlobSyntax(String glob) {
        this.glob = glob;
    }

    /** Splits at commas outside braces, brackets and escapes; globs are trimmed. */
    static List<String> split(String text) {
        var globs = new ArrayList<String>();
        int braces = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '{' -> braces++;
                case '}' -> braces = Math.max(0, braces - 1);
                case ',' -> {
                    if (braces == 0) {
                        globs.add(text.substring(from, i).strip());
                        from = i + 1;
                    }
                }
                default -> {
                }
            }
        }
        globs.add(text.substring(from).strip());
        return globs;
    }

    /** The pattern that whole paths of chosen files match. */
    static Pattern compile(String glob) {
        boolean beneathOnly = glob.endsWith("/");
        var body = beneathOnly ? glob.substring(0, glob.length() - 1) : glob;
        boolean anchored = body.indexOf('/') >= 0;
        body = body.startsWith("./") ? body.substring(2) : body.startsWith("/") ? body.substring(1) : body;
        if (List.of(body.split("/")).contains("..")) {
            throw bad(glob, "leads out of a directory", "globs begin at the root of the repository, for example src/**");
        }
        if (body.isEmpty()) {
            throw bad(glob, "is empty", "write for example *.java or src/**");
        }
        var syntax = new GlobSyntax(body);
        syntax.sequence(0);
        var regex = "(?s)" + (anchored ? "" : "(?:.*/)?") + syntax.out + (beneathOnly ? "/.*" : "(?:/.*)?");
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw bad(glob, "is not a glob that can be read", "check its brackets, for example [a-z]");
        }
    }

    private void sequence(int depth) {
        while (at < glob.length()) {
            int c = glob.codePointAt(at);
            if (depth > 0 && (c == ',' || c == '}')) {
                return;
            }
            at += Character.charCount(c);
            switch (c) {
                case '*' -> star();
                case '?' -> out.append("[^/]");
                case '[' -> bracket();
                case '{' -> braces(depth);
                case '\\' -> escaped();
                default -> out.append(Pattern.quote(Character.toString(c)));
            }
        }
        if (depth > 0) {
            throw bad(glob, "has a '{' without '}'", "close it, or write \\{ for the character itself");
        }
    }

    private void star() {
        boolean two = at < glob.length() && glob.charAt(at) == '*';
        if (!two) {
            out.append("[^/]*");
            return;
        }
        boolean afterSlash = at < 2 || glob.charAt(at - 2) == '/';
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        if (afterSlash && at < glob.length() && glob.charAt(at) == '/') {
            at++;
            out.append("(?:.*/)?");
        } else {
            out.append(".*");
        }
    }

    private void bracket() {
        var set = new StringBuilder("[");
        boolean negated = at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^');
        if (negated) {
            at++;
            set.append("^/");
        }
        boolean first = true;
        while (true) {
            if (at >= glob.length()) {
                throw bad(glob, "has a '[' without ']'", "close it, or write \\[ for the character itself");
            }
            int c = glob.codePointAt(at);
            at += Character.charCount(c);
            if (c == ']' && !first) {
                break;
            }
            if (c == '\\' && at < glob.length()) {
                c = glob.codePointAt(at);
                at += Character.charCount(c);
                set.append(quotedInSet(c));
            } else if (c == '/') {
                throw bad(glob, "has a '/' inside brackets", "take it out: a bracket stands for one character of a name");
            } else {
                set.append(c == '-' ? "-" : quotedInSet(c));
            }
            first = false;
        }
        out.append(set).append(']');
    }

    private static String quotedInSet(int c) {
        return c < 128 && !Character.isLetterOrDigit(c) ? "\\x{" + Integer.toHexString(c) + "}" : Character.toString(c);
    }

    private void braces(int depth) {
        if (depth > 20) {
            throw bad(glob, "nests braces too deeply", "write fewer levels");
        }
        out.append("(?:");
        while (true) {
            sequence(depth + 1);
            if (glob.charAt(at++) == '}') {
                break;
            }
            out.append('|');
        }
        out.append(')');
    }

    private void escaped() {
        if (at >= glob.length()) {
            throw bad(glob, "ends in a backslash", "write \\\\ for the character itself");
        }
        int c = glob.codePointAt(at);
        at += Character.charCount(c);
        out.append(Pattern.quote(Character.toString(c)));
    }

    private static IllegalArgumentException bad(String glob, String fault, String cure) {
        return new IllegalArgumentException("path glob '" + Refused.printable(glob) + "' " + fault + "; " + cure);
    }
}
