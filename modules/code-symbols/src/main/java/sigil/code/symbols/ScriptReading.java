package sigil.code.symbols;

import java.util.Set;

/** The declarations of one text of JavaScript or TypeScript. */
record ScriptReading(Tokens tokens, ScriptLines lines, Findings findings) {

    private static final Set<String> BEFORE = Set.of("export", "default", "declare", "abstract", "async", "const");
    private static final Set<String> MODIFIERS = Set.of("public", "private", "protected", "static", "readonly", "abstract", "override", "declare", "async",
            "accessor", "get", "set");

    /** @param module whether variables belong to the module, or to the namespace, and not to a function */
    void statements(int from, int to, Scope scope, boolean module) {
        int inner = from;
        int decorators = -1;
        for (int at = from; at < to && !findings.full() && !scope.tooDeep(); ) {
            if (tokens.is(at, '@') && tokens.word(at + 1)) {
                decorators = decorators < 0 ? at : decorators;
                at = afterDecorator(at);
                continue;
            }
            boolean assigned = tokens.is(at - 1, '.') && tokens.is(at + 1, '=') && tokens.is(at + 2, "function");
            int next = tokens.word(at) && assigned ? assigned(at, to, scope) : tokens.word(at) && !tokens.is(at - 1, '.') ? statement(start(at, decorators, from), at, to, scope, module && at >= inner) : at;
            if (next == at) {
                inner = Math.max(inner, tokens.partner(at) > at ? tokens.partner(at) + 1 : 0);
                next = at + 1;
            }
            decorators = tokens.in(at, BEFORE) ? decorators : -1;
            at = next;
        }
    }

    private int start(int at, int decorators, int from) {
        int start = at;
        while (start > from && at - start < BEFORE.size() && tokens.in(start - 1, BEFORE)) {
            start--;
        }
        return decorators < 0 ? start : Math.min(start, decorators);
    }

    private int afterDecorator(int at) {
        int next = at + 2;
        while (tokens.is(next, '.') && tokens.word(next + 1)) {
            next += 2;
        }
        return tokens.is(next, '(') ? tokens.after(next) : next;
    }

    /** Reads what begins with a word; answers the word's own place if it declares nothing, or if what follows is to be read as well. */
    private int statement(int start, int at, int to, Scope scope, boolean module) {
        if (tokens.is(at, "function")) {
            return function(start, at, to, scope);
        } else if (tokens.is(at, "class") && tokens.word(at + 1)) {
            return type(SymbolKind.CLASS, start, at, to, scope);
        } else if (tokens.is(at, "interface") && tokens.word(at + 1)) {
            return type(SymbolKind.INTERFACE, start, at, to, scope);
        } else if (tokens.is(at, "enum") && tokens.word(at + 1) && tokens.is(at + 2, '{')) {
            return type(SymbolKind.ENUM, start, at, to, scope);
        } else if ((tokens.is(at, "namespace") || tokens.is(at, "module")) && tokens.word(at + 1) && !tokens.first(at + 1)) {
            return namespace(start, at, to, scope);
        } else if (tokens.is(at, "type") && tokens.word(at + 1) && (tokens.is(at + 2, '=') || tokens.is(at + 2, '<'))) {
            return alias(start, at, to, scope);
        } else if (module && (tokens.is(at, "const") && !tokens.is(at + 1, "enum") || tokens.is(at, "let") || tokens.is(at, "var"))) {
            return variables(start, at, to, scope);
        }
        return at;
    }

    private int function(int start, int keyword, int to, Scope scope) {
        int name = tokens.is(keyword + 1, '*') ? keyword + 2 : keyword + 1;
        if (!tokens.word(name)) {
            return keyword;
        }
        int open = tokens.is(name + 1, '<') ? tokens.afterAngles(name + 1, to) : name + 1;
        if (!tokens.is(open, '(')) {
            return keyword;
        }
        int body = lines.body(tokens.after(open), to);
        findings.add(tokens, SymbolKind.FUNCTION, scope, start, start, name, body, tokens.is(body, '{') ? tokens.partner(body) : body - 1);
        return inside(body, scope.inner(tokens.string(name)));
    }

    /** Reads the body of a function; answers what follows it. */
    private int inside(int body, Scope scope) {
        if (tokens.is(body, '{')) {
            statements(body + 1, tokens.partner(body), scope, false);
            return tokens.after(body);
        }
        return body;
    }

    private int assigned(int name, int to, Scope scope) {
        int open = tokens.find(name, to, "(;{");
        int body = tokens.is(open, '(') ? lines.body(tokens.after(open), to) : open;
        int owner = tokens.is(name - 2, "prototype") ? name - 4 : name - 2;
        boolean owned = tokens.word(owner) && !tokens.is(owner, "exports") && !tokens.is(owner, "this");
        var outer = owned ? scope.inner(tokens.string(owner)) : scope;
        findings.add(tokens, owned ? SymbolKind.METHOD : SymbolKind.FUNCTION, outer, name, name, name, body,
                tokens.is(body, '{') ? tokens.partner(body) : body - 1);
        return inside(body, outer.inner(tokens.string(name)));
    }

    private int namespace(int start, int keyword, int to, Scope scope) {
        var inner = scope;
        int name = keyword + 1;
        while (tokens.is(name + 1, '.') && tokens.word(name + 2)) {
            inner = inner.inner(tokens.string(name));
            name += 2;
        }
        if (!tokens.is(name + 1, '{')) {
            return keyword;
        }
        findings.add(tokens, SymbolKind.MODULE, inner, start, start, name, name + 1, tokens.partner(name + 1));
        statements(name + 2, tokens.partner(name + 1), inner.inner(tokens.string(name)), true);
        return tokens.after(name + 1);
    }

    private int alias(int start, int keyword, int to, Scope scope) {
        int equals = tokens.is(keyword + 2, '<') ? tokens.afterAngles(keyword + 2, to) : keyword + 2;
        if (!tokens.is(equals, '=')) {
            return keyword;
        }
        int end = lines.statementEnd(equals, to);
        findings.add(tokens, SymbolKind.TYPE, scope, start, start, keyword + 1, end, end - 1);
        return tokens.is(equals + 1, '{') && tokens.after(equals + 1) == end
                ? typeMembers(equals + 2, tokens.partner(equals + 1), scope.inner(tokens.string(keyword + 1)), end) : end;
    }

    private int variables(int start, int keyword, int to, Scope scope) {
        int end = lines.statementEnd(keyword + 1, to);
        for (int at = keyword + 1; at < end; at++) {
            // a list of type arguments that is too long to be followed has commas too, but no values
            if (tokens.word(at) && (at == keyword + 1 || tokens.is(at + 1, '=') || tokens.is(at + 1, ':') || !tokens.is(keyword, "const") && at + 1 == end)) {
                int value = at + 1;
                while (value < end && !tokens.is(value, '=') && !tokens.is(value, ',')) {
                    value = tokens.is(value, '<') ? tokens.afterAngles(value, end) : tokens.after(value);
                }
                boolean function = tokens.is(value, '=') && functionBegins(value + 1, end);
                var kind = function ? SymbolKind.FUNCTION : tokens.is(keyword, "const") ? SymbolKind.CONSTANT : SymbolKind.VARIABLE;
                findings.add(tokens, kind, scope, start, start, at, value, end - 1);
            }
            while (at < end && !tokens.is(at, ',')) {
                at = tokens.is(at, '<') && tokens.word(at - 1) ? tokens.afterAngles(at, end) : tokens.after(at);
            }
        }
        // what the values hold is read by the caller; the names of the variables hold nothing
        return keyword + 1;
    }

    private boolean functionBegins(int from, int to) {
        int at = tokens.is(from, "async") ? from + 1 : from;
        if (tokens.is(at, "function")) {
            return true;
        }
        at = tokens.is(at, '<') ? tokens.afterAngles(at, to) : at;
        if (tokens.word(at)) {
            return tokens.is(at + 1, "=>");
        }
        if (!tokens.is(at, '(')) {
            return false;
        }
        int next = tokens.after(at);
        if (!tokens.is(next, ':')) {
            return tokens.is(next, "=>");
        }
        while (next < to && !tokens.is(next, "=>") && !tokens.is(next, ';') && !tokens.is(next, ',')) {
            next = tokens.is(next, '<') ? tokens.afterAngles(next, to) : tokens.after(next);
        }
        return tokens.is(next, "=>");
    }

    private int type(SymbolKind kind, int start, int keyword, int to, Scope scope) {
        int name = keyword + 1;
        int body = name + 1;
        int last = Math.min(to, body + Tokens.LONGEST_HEAD);
        while (body < last && !tokens.is(body, '{') && !tokens.is(body, ';') && !tokens.is(body, '}')) {
            body = tokens.is(body, '<') ? tokens.afterAngles(body, to) : tokens.after(body);
        }
        if (!tokens.is(body, '{')) {
            return keyword;
        }
        findings.add(tokens, kind, scope, start, start, name, body, tokens.partner(body));
        var inner = scope.inner(tokens.string(name));
        if (inner.tooDeep()) {
            return tokens.after(body);
        }
        return switch (kind) {
            case ENUM -> enumerators(body + 1, tokens.partner(body), inner);
            case INTERFACE -> typeMembers(body + 1, tokens.partner(body), inner, tokens.after(body));
            default -> members(body + 1, tokens.partner(body), inner);
        };
    }

    private int enumerators(int from, int to, Scope scope) {
        for (int at = from; at < to && !findings.full(); ) {
            int end = tokens.find(at, to, ",");
            if (tokens.word(at)) {
                findings.add(tokens, SymbolKind.CONSTANT, scope, at, at, at, end, end - 1);
            }
            at = end + 1;
        }
        return to + 1;
    }

    private int typeMembers(int from, int to, Scope scope, int next) {
        for (int at = from; at < to && !findings.full(); ) {
            int name = tokens.is(at, "readonly") && (tokens.word(at + 1)) ? at + 1 : at;
            int after = tokens.is(name + 1, '?') ? name + 2 : name + 1;
            int end = memberEnd(at, to);
            if (tokens.word(name) && !tokens.is(name, "new")) {
                boolean method = tokens.is(after, '(') || tokens.is(after, '<');
                if (method || tokens.is(after, ':') || after == end) {
                    findings.add(tokens, method ? SymbolKind.METHOD : SymbolKind.PROPERTY, scope, at, at, name, end, end - 1);
                }
            }
            at = tokens.is(end, ';') || tokens.is(end, ',') ? end + 1 : Math.max(end, at + 1);
        }
        return next;
    }

    private int memberEnd(int from, int to) {
        int at = from;
        while (at < to && !tokens.is(at, ';') && !tokens.is(at, ',')) {
            at = tokens.is(at, '<') ? tokens.afterAngles(at, to) : tokens.after(at);
            if (at < to && tokens.first(at) && !lines.goesOn(at)) {
                return at;
            }
        }
        return Math.min(at, to);
    }

    private int members(int from, int to, Scope scope) {
        for (int at = from; at < to && !findings.full(); ) {
            at = Math.max(at + 1, member(at, to, scope));
        }
        return to + 1;
    }

    private int member(int from, int to, Scope scope) {
        int at = from;
        while (at < to) {
            if (tokens.is(at, '@')) {
                at = afterDecorator(at);
            } else if (tokens.in(at, MODIFIERS) && (tokens.word(at + 1) || tokens.is(at + 1, '#') || tokens.is(at + 1, '*') || tokens.is(at + 1, '[')
                    || tokens.is(at + 1, '{') || tokens.literal(at + 1))) {
                at++;
            } else {
                break;
            }
        }
        at = tokens.is(at, '*') ? at + 1 : at;
        int name = tokens.is(at, '#') ? at + 1 : at;
        if (tokens.is(at, '{') || tokens.is(at, ';')) {
            return tokens.after(at);
        }
        int next = tokens.is(name, '[') ? tokens.after(name) : name + 1;
        next = tokens.is(next, '?') || tokens.is(next, '!') ? next + 1 : next;
        int open = tokens.is(next, '<') ? tokens.afterAngles(next, to) : next;
        if (tokens.is(open, '(')) {
            return method(from, name, open, to, scope);
        }
        int end = lines.statementEnd(next - 1, to);
        if (tokens.word(name)) {
            int value = tokens.find(next, end, "=");
            findings.add(tokens, functionBegins(value + 1, end) ? SymbolKind.METHOD : SymbolKind.PROPERTY, scope, from, from, name, value, end - 1);
            statements(Math.min(value, end), end, scope.deeper(), false);
        }
        return tokens.is(end, ';') ? end + 1 : end;
    }

    private int method(int start, int name, int open, int to, Scope scope) {
        int body = lines.body(tokens.after(open), to);
        if (tokens.word(name)) {
            boolean constructor = tokens.is(name, "constructor");
            findings.add(tokens, constructor ? SymbolKind.CONSTRUCTOR : SymbolKind.METHOD, scope, start, start, name, body,
                    tokens.is(body, '{') ? tokens.partner(body) : body - 1);
            if (constructor) {
                properties(open + 1, tokens.partner(open), scope);
            }
        }
        return inside(body, tokens.word(name) ? scope.inner(tokens.string(name)) : scope.deeper());
    }

    /** Parameters of a constructor that are properties too. */
    private void properties(int from, int to, Scope scope) {
        for (int at = from; at < to; ) {
            int start = at;
            while (tokens.in(at, MODIFIERS) && tokens.word(at + 1)) {
                at++;
            }
            int end = at;
            while (end < to && !tokens.is(end, ',')) {
                end = tokens.is(end, '<') ? tokens.afterAngles(end, to) : tokens.after(end);
            }
            if (at > start && tokens.word(at)) {
                findings.add(tokens, SymbolKind.PROPERTY, scope, start, start, at, end, end - 1);
            }
            at = end + 1;
        }
    }
}
