package sigil.code.symbols;

import java.util.Set;

/**
 * The declarations of one text of C or C++.
 *
 * @param ahead what stands before the reader
 * @param cpp   whether it is C++
 */
record CReading(Tokens tokens, Findings findings, CLookAhead ahead, boolean cpp) {

    CReading(Tokens tokens, Findings findings, boolean cpp) {
        this(tokens, findings, new CLookAhead(tokens, cpp), cpp);
    }

    private static final Set<String> AGGREGATES = Set.of("struct", "union", "enum", "class");

    /** What a declaration has shown so far. */
    private static final class Head {
        private final int start;
        private int first = -1;
        private int name = -1;
        private int words;
        private boolean typedef;
        private boolean external;
        private boolean pointer;

        Head(int start) {
            this.start = start;
        }
    }

    /** @param type the name of the type whose members these are, empty outside of types */
    void declarations(int from, int to, Scope scope, String type) {
        for (int at = from; at < to && !findings.full() && !scope.tooDeep(); ) {
            at = Math.max(at + 1, declaration(at, to, scope, type));
        }
    }

    private int declaration(int from, int to, Scope scope, String type) {
        var head = new Head(from);
        int at = from;
        while (at < to) {
            if (tokens.word(at)) {
                int next = word(head, at, to, scope, type);
                if (next < 0) {
                    return -next;
                }
                at = next;
            } else if (tokens.is(at, '(')) {
                int next = parenthesis(head, at, to, scope, type);
                if (next < 0) {
                    return -next;
                }
                at = next;
            } else if (tokens.is(at, '<') && cpp) {
                at = tokens.afterAngles(at, to);
            } else if (tokens.is(at, '{')) {
                return block(at, scope, type);
            } else if (tokens.is(at, '}')) {
                return at + 1;
            } else if (tokens.is(at, '[') && tokens.is(at + 1, '[')) {
                at = tokens.after(at);
            } else if (tokens.is(at, ';') || tokens.is(at, ',') || tokens.is(at, '=') || tokens.is(at, ':') || tokens.is(at, '[')) {
                return label(head, at) ? at + 1 : variables(head, at, to, scope, type);
            } else {
                at++;
            }
        }
        return to;
    }

    private boolean label(Head head, int at) {
        return tokens.is(at, ':') && head.words == 0;
    }

    /** Reads a word; a negative answer is where the whole declaration ends. */
    private int word(Head head, int at, int to, Scope scope, String type) {
        if (tokens.in(at, CFinder.ATTRIBUTES)) {
            return tokens.is(at + 1, '(') ? tokens.after(at + 1) : at + 1;
        }
        if (tokens.in(at, AGGREGATES)) {
            return aggregate(head, at, to, scope);
        }
        switch (cpp || !tokens.in(at, CFinder.CPP_ONLY) ? tokens.string(at) : "") {
            case "typedef" -> head.typedef = true;
            case "extern" -> head.external = true;
            case "static", "inline", "const", "volatile", "register", "__extension__", "constexpr", "virtual", "mutable", "friend", "typename" -> {
            }
            case "public", "private", "protected" -> {
            }
            case "template" -> {
                return tokens.is(at + 1, '<') ? tokens.afterAngles(at + 1, to) : at + 1;
            }
            case "namespace" -> {
                return -namespace(head.start, at, to, scope);
            }
            case "using" -> {
                return -using(head.start, at, to, scope);
            }
            case "operator" -> {
                return -operator(head, at, to, scope, type);
            }
            default -> {
                head.first = head.first < 0 ? at : head.first;
                head.name = at;
                head.words++;
            }
        }
        return at + 1;
    }

    private int aggregate(Head head, int keyword, int to, Scope scope) {
        int at = tokens.is(keyword, "enum") && (tokens.is(keyword + 1, "class") || tokens.is(keyword + 1, "struct")) ? keyword + 2 : keyword + 1;
        int name = -1;
        while (at < to && (tokens.word(at) || tokens.is(at, '[') && tokens.is(at + 1, '[') || tokens.is(at, "::"))) {
            if (tokens.in(at, CFinder.ATTRIBUTES) && tokens.is(at + 1, '(')) {
                at = tokens.after(at + 1);
            } else if (tokens.is(at, "final") && name >= 0) {
                at++;
            } else if (name >= 0 && !tokens.is(at - 1, "::") && !tokens.is(at, "::") && !ahead.aggregateGoesOn(at)) {
                break;
            } else {
                name = tokens.word(at) ? at : name;
                at = tokens.after(at);
            }
        }
        at = cpp && tokens.is(at, '<') ? tokens.afterAngles(at, to) : at;
        int body = at;
        if (tokens.is(at, ':') && !tokens.is(at + 1, ':')) {
            body = tokens.find(at, to, "{;");
        }
        head.words++;
        head.first = head.first < 0 ? keyword : head.first;
        if (!tokens.is(body, '{')) {
            return at;
        }
        var inner = scope;
        if (name >= 0) {
            var kind = SymbolKind.labelled(tokens.string(keyword)).orElse(SymbolKind.STRUCT);
            findings.add(tokens, kind, scope, head.start, head.start, name, body, tokens.partner(body));
            inner = scope.inner(tokens.string(name));
        } else {
            inner = scope.deeper();
        }
        if (tokens.is(keyword, "enum")) {
            enumerators(body + 1, tokens.partner(body), inner);
        } else {
            declarations(body + 1, tokens.partner(body), inner, name < 0 ? "?" : tokens.string(name));
        }
        return tokens.after(body);
    }

    private void enumerators(int from, int to, Scope scope) {
        for (int at = from; at < to && !findings.full(); ) {
            int end = tokens.find(at, to, ",");
            if (tokens.word(at)) {
                findings.add(tokens, SymbolKind.CONSTANT, scope, at, at, at, end, end - 1);
            }
            at = end + 1;
        }
    }

    private int namespace(int start, int keyword, int to, Scope scope) {
        var inner = scope;
        int name = keyword + 1;
        int last = -1;
        while (tokens.word(name) && !inner.tooDeep()) {
            last = name;
            inner = inner.inner(tokens.string(name));
            name++;
            if (!tokens.is(name, "::")) {
                break;
            }
            name += tokens.is(name + 1, "inline") ? 2 : 1;
        }
        int body = tokens.find(name, to, "{;=");
        if (!tokens.is(body, '{')) {
            return tokens.find(name, to, ";") + 1;
        }
        if (last >= 0) {
            findings.add(tokens, SymbolKind.MODULE, scope, start, start, last, body, tokens.partner(body));
        }
        declarations(body + 1, tokens.partner(body), last < 0 ? inner.deeper() : inner, "");
        return tokens.after(body);
    }

    private int using(int start, int keyword, int to, Scope scope) {
        int end = tokens.find(keyword, to, ";");
        if (tokens.word(keyword + 1) && tokens.is(keyword + 2, '=')) {
            findings.add(tokens, SymbolKind.TYPE, scope, start, start, keyword + 1, end, end);
        }
        return end + 1;
    }

    private int operator(Head head, int keyword, int to, Scope scope, String type) {
        int open = tokens.is(keyword + 1, '(') ? tokens.after(keyword + 1) : tokens.find(keyword + 1, to, "(;{");
        if (!tokens.is(open, '(')) {
            return tokens.after(open);
        }
        int end = ahead.functionEnd(open, to);
        if (tokens.is(end, '{') || !type.isEmpty()) {
            var text = tokens.text().source();
            findings.add(type.isEmpty() ? SymbolKind.FUNCTION : SymbolKind.METHOD, text.substring(tokens.start(keyword), tokens.end(open - 1)), scope,
                    tokens.start(head.start), tokens.start(keyword), tokens.start(head.start), tokens.end(Math.max(keyword, end - 1)),
                    tokens.end(Math.min(tokens.partner(end), tokens.size() - 1)));
        }
        return tokens.after(end);
    }

    /** Reads parentheses; a negative answer is where the whole declaration ends. */
    private int parenthesis(Head head, int open, int to, Scope scope, String type) {
        int close = tokens.partner(open);
        int next = close + 1;
        int pointed = ahead.pointed(open, close);
        if (pointed >= 0 && head.words > 0) {
            head.name = pointed;
            head.pointer = true;
            head.words++;
            return tokens.is(next, '(') ? tokens.after(next) : next;
        }
        if (head.name < 0 || head.pointer || head.typedef) {
            head.name = head.typedef && pointed >= 0 ? pointed : head.name;
            return next;
        }
        boolean oldStyle = ahead.oldStyle(open, close, to);
        if (!oldStyle && tokens.word(next) && !ahead.afterParameters(next) && !tokens.in(next, CFinder.ATTRIBUTES)
                && restarts(head, next)) {
            // a macro that stands before a declaration, or instead of one
            return head.name == head.first ? -next : next;
        }
        int end = oldStyle ? tokens.find(next, to, "{") : ahead.functionEnd(open, to);
        boolean named = head.name == open - 1 && !tokens.in(head.name, CFinder.RESERVED);
        if (named && (tokens.is(end, '{') ? head.words > 1 || !tokens.is(open - 2, '=') : !type.isEmpty() && declares(head, type))) {
            function(head, open, end, scope, type);
        }
        return -tokens.after(end);
    }

    private boolean restarts(Head head, int next) {
        return head.name == head.first || tokens.first(next);
    }

    /** Whether a member without body is a function: it has a type, or is called like its class. */
    private boolean declares(Head head, String type) {
        return cpp && (head.words > 1 || tokens.string(head.name).equals(type));
    }

    private void function(Head head, int open, int end, Scope scope, String type) {
        int name = head.name;
        var outer = scope;
        int qualifier = tokens.is(name - 1, '~') ? name - 2 : name - 1;
        if (tokens.is(qualifier, "::")) {
            int owner = ahead.beforeAngles(qualifier - 1, head.start);
            outer = tokens.word(owner) ? scope.inner(tokens.string(owner)) : scope;
        }
        boolean member = !type.isEmpty() || outer != scope;
        boolean constructor = tokens.string(name).equals(outer == scope ? type : outer.name()) && !tokens.is(name - 1, '~');
        var kind = !member ? SymbolKind.FUNCTION : constructor ? SymbolKind.CONSTRUCTOR : SymbolKind.METHOD;
        int last = tokens.is(end, '{') ? tokens.partner(end) : end;
        if (tokens.is(name - 1, '~')) {
            findings.add(kind, '~' + tokens.string(name), outer, tokens.start(head.start), tokens.start(name - 1), tokens.start(head.start),
                    tokens.end(tokens.partner(open)), tokens.end(Math.clamp(last, name, tokens.size() - 1)));
        } else {
            findings.add(tokens, kind, outer, head.start, head.start, name, end, last);
        }
    }

    /** A block that belongs to nothing known: what is in {@code extern "C"} or a macro's block stands where the block stands. */
    private int block(int at, Scope scope, String type) {
        if (tokens.literal(at - 1) && tokens.is(at - 2, "extern")) {
            declarations(at + 1, tokens.partner(at), scope.deeper(), type);
        }
        return tokens.after(at);
    }

    private int variables(Head head, int from, int to, Scope scope, String type) {
        if (head.words == 0) {
            // after the body of a type nothing need follow
            return from + 1;
        }
        int end = tokens.find(from, to, ";");
        if (head.words < 2 && !head.pointer || head.external && !ahead.initialized(from, end)) {
            return end + 1;
        }
        var kind = head.typedef ? SymbolKind.TYPE : type.isEmpty() ? SymbolKind.VARIABLE : SymbolKind.FIELD;
        int name = head.name;
        int at = from;
        while (at <= end && name >= 0) {
            if (!tokens.in(name, CFinder.RESERVED)) {
                findings.add(tokens, kind, scope, head.start, head.start, name, Math.max(at, name + 1), end);
            }
            while (at < end && !tokens.is(at, ',')) {
                at = tokens.after(at);
            }
            name = -1;
            int next = at + 1;
            while (at < end && next < end && !tokens.is(next, ',') && !tokens.is(next, '=') && !tokens.is(next, ':') && !tokens.is(next, '[')) {
                int pointed = tokens.is(next, '(') ? ahead.pointed(next, tokens.partner(next)) : -1;
                name = pointed >= 0 ? pointed : tokens.word(next) ? next : name;
                next = tokens.after(next);
                if (pointed >= 0) {
                    break;
                }
            }
            at = Math.max(at + 1, next);
        }
        return end + 1;
    }
}
