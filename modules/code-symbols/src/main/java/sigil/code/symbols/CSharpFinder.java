package sigil.code.symbols;

import java.util.Set;

/** C#: namespaces, types and their members. Bodies are not looked at. */
final class CSharpFinder implements Finder {

    private static final Set<String> MODIFIERS = Set.of("public", "protected", "private", "internal", "static", "readonly", "abstract", "sealed", "partial",
            "virtual", "override", "async", "extern", "unsafe", "volatile", "new", "const", "ref", "required", "event", "implicit", "explicit", "file", "fixed",
            "global", "using");
    private static final Set<String> TYPES = Set.of("class", "interface", "struct", "enum", "record");

    @Override
    public void find(CodeText text, Findings findings) {
        var directives = new Directives(text);
        var tokens = Tokens.of(text, directives.code(), "");
        new Reading(tokens, findings).members(0, tokens.size(), Scope.TOP, false);
    }

    private record Reading(Tokens tokens, Findings findings) {

        void members(int from, int to, Scope scope, boolean type) {
            for (int at = from; at < to && !findings.full() && !scope.tooDeep(); ) {
                at = Math.max(at + 1, member(at, to, scope, type));
            }
        }

        private int member(int from, int to, Scope scope, boolean type) {
            int at = from;
            int signature = from;
            boolean constant = false;
            while (at < to && (tokens.is(at, '[') || tokens.in(at, MODIFIERS))) {
                constant |= tokens.is(at, "const");
                at = tokens.after(at);
                signature = tokens.is(at - 1, ']') ? at : signature;
            }
            if (tokens.is(at, "namespace")) {
                return namespace(from, at, to, scope);
            } else if (tokens.in(at, TYPES) && tokens.word(at + 1) && !(tokens.is(at, "record") && type && tokens.is(at + 2, ';'))) {
                return type(from, signature, at, to, scope);
            } else if (tokens.is(at, "delegate")) {
                int open = tokens.find(at, to, "(;{");
                int end = tokens.find(at, to, ";");
                int name = tokens.is(open - 1, '>') ? beforeAngles(open - 1, at) : open - 1;
                if (tokens.is(open, '(') && name > at + 1 && tokens.word(name)) {
                    findings.add(tokens, SymbolKind.TYPE, scope, from, signature, name, end, end);
                }
                return end + 1;
            }
            return type ? value(from, signature, at, to, scope, constant) : tokens.after(at);
        }

        private int beforeAngles(int close, int from) {
            int at = close;
            while (at > from && !tokens.is(at, '<')) {
                at--;
            }
            return at - 1;
        }

        private int namespace(int start, int keyword, int to, Scope scope) {
            int name = keyword + 1;
            var inner = scope;
            while (tokens.is(name + 1, '.') && tokens.word(name + 2)) {
                inner = inner.inner(tokens.string(name));
                name += 2;
            }
            if (!tokens.word(name)) {
                return name;
            }
            boolean block = tokens.is(name + 1, '{');
            int last = block ? tokens.partner(name + 1) : to - 1;
            findings.add(tokens, SymbolKind.MODULE, inner, start, start, name, name + 1, last);
            members(name + 2, block ? last : to, inner.inner(tokens.string(name)), false);
            return last + 1;
        }

        private int type(int start, int signature, int keyword, int to, Scope scope) {
            boolean recordOf = tokens.is(keyword, "record") && (tokens.is(keyword + 1, "class") || tokens.is(keyword + 1, "struct"));
            int name = recordOf ? keyword + 2 : keyword + 1;
            int body = tokens.find(name, to, "{;");
            if (!tokens.word(name)) {
                return keyword + 1;
            }
            var kind = SymbolKind.labelled(tokens.string(keyword)).orElse(SymbolKind.CLASS);
            findings.add(tokens, kind, scope, start, signature, name, body, tokens.partner(body));
            var inner = scope.inner(tokens.string(name));
            int open = tokens.is(name + 1, '<') ? tokens.afterAngles(name + 1, to) : name + 1;
            if (kind == SymbolKind.RECORD && tokens.is(open, '(')) {
                components(open + 1, tokens.partner(open), inner);
            }
            if (tokens.is(body, '{') && kind == SymbolKind.ENUM) {
                constants(body + 1, tokens.partner(body), inner);
            } else if (tokens.is(body, '{')) {
                members(body + 1, tokens.partner(body), inner, true);
            }
            return tokens.after(body);
        }

        private void components(int from, int to, Scope scope) {
            for (int at = from; at < to; ) {
                int end = at;
                while (end < to && !tokens.is(end, ',')) {
                    end = tokens.is(end, '<') ? tokens.afterAngles(end, to) : tokens.after(end);
                }
                int stop = tokens.find(at, end, "=");
                if (stop - 1 > at && tokens.word(stop - 1)) {
                    findings.add(tokens, SymbolKind.PROPERTY, scope, at, at, stop - 1, stop, end - 1);
                }
                at = end + 1;
            }
        }

        private void constants(int from, int to, Scope scope) {
            for (int at = from; at < to && !findings.full(); ) {
                while (tokens.is(at, '[')) {
                    at = tokens.after(at);
                }
                int end = tokens.find(at, to, ",");
                if (tokens.word(at)) {
                    findings.add(tokens, SymbolKind.CONSTANT, scope, at, at, at, end, end - 1);
                }
                at = end + 1;
            }
        }

        private int value(int start, int signature, int from, int to, Scope scope, boolean constant) {
            int name = -1;
            int at = from;
            while (at < to) {
                if (tokens.is(at, "operator") && tokens.is(tokens.find(at, to, "(;{"), '(')) {
                    return operator(start, signature, at, tokens.find(at, to, "(;{"), to, scope);
                } else if (tokens.is(at, '(') && name == at - 1 || tokens.is(at, '(') && tokens.is(at - 1, '>') && name > from) {
                    return method(start, signature, from, name, at, to, scope);
                } else if (tokens.is(at, '{') || tokens.is(at, "=>") || tokens.is(at, '[') && tokens.is(at - 1, "this")) {
                    return property(start, signature, from, name, at, to, scope);
                } else if (tokens.is(at, '=') || tokens.is(at, ';') || tokens.is(at, ',')) {
                    return fields(start, signature, from, name, at, to, scope, constant);
                } else if (tokens.is(at, '}')) {
                    return at + 1;
                }
                name = tokens.word(at) ? at : name;
                at = tokens.is(at, '<') ? tokens.afterAngles(at, to) : tokens.after(at);
            }
            return to;
        }

        private int method(int start, int signature, int from, int name, int open, int to, Scope scope) {
            int body = tokens.after(open);
            while (body < to && !tokens.is(body, '{') && !tokens.is(body, ';') && !tokens.is(body, "=>") && !tokens.is(body, '}')) {
                body = tokens.after(body);
            }
            int last = tokens.is(body, '{') ? tokens.partner(body) : tokens.find(body, to, ";");
            boolean constructor = tokens.string(name).equals(scope.name()) && (name == from || tokens.is(name - 1, '~'));
            if (constructor || name > from) {
                findings.add(tokens, constructor ? SymbolKind.CONSTRUCTOR : SymbolKind.METHOD, scope, start, signature, name, body, last);
            }
            return last + 1;
        }

        private int operator(int start, int signature, int keyword, int open, int to, Scope scope) {
            int body = tokens.after(open);
            int last = tokens.is(body, '{') ? tokens.partner(body) : tokens.find(body, to, ";");
            var name = tokens.text().source().substring(tokens.start(keyword), tokens.end(open - 1));
            findings.add(SymbolKind.METHOD, name, scope, tokens.start(start), tokens.start(keyword), tokens.start(signature), tokens.end(tokens.partner(open)),
                    tokens.end(Math.clamp(last, keyword, tokens.size() - 1)));
            return last + 1;
        }

        private int property(int start, int signature, int from, int name, int at, int to, Scope scope) {
            int body = tokens.is(at, '[') ? tokens.find(tokens.after(at), to, "{;") : at;
            int last = tokens.is(body, "=>") ? tokens.find(body, to, ";") : tokens.partner(body);
            last = tokens.is(last + 1, '=') ? tokens.find(last + 1, to, ";") : last;
            if (name > from) {
                findings.add(tokens, SymbolKind.PROPERTY, scope, start, signature, name, body, last);
            }
            return last + 1;
        }

        private int fields(int start, int signature, int from, int firstName, int first, int to, Scope scope, boolean constant) {
            int end = tokens.find(first, to, ";");
            int name = firstName;
            int at = first;
            while (name > from) {
                findings.add(tokens, constant ? SymbolKind.CONSTANT : SymbolKind.FIELD, scope, start, signature, name, Math.max(at, name + 1), end);
                while (at < end && !tokens.is(at, ',')) {
                    at = tokens.is(at, '<') && tokens.word(at - 1) ? tokens.afterAngles(at, end) : tokens.after(at);
                }
                boolean another = at < end && tokens.word(at + 1) && (tokens.is(at + 2, '=') || tokens.is(at + 2, ',') || at + 2 == end);
                name = another ? at + 1 : -1;
                at += 2;
            }
            return end + 1;
        }
    }
}
