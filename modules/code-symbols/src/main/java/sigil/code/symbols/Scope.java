package sigil.code.symbols;

/**
 * What encloses a declaration.
 *
 * @param path  the names, joined by dots; empty at the top
 * @param name  the innermost
 * @param depth how many there are, and how deep a finder has gone
 */
record Scope(String path, String name, int depth) {

    static final Scope TOP = new Scope("", "", 0);

    Scope inner(String inner) {
        return new Scope(path.isEmpty() ? inner : path + '.' + inner, inner, depth + 1);
    }

    /** The same names, one level deeper. */
    Scope deeper() {
        return new Scope(path, name, depth + 1);
    }

    boolean tooDeep() {
        return depth > Finder.DEEPEST;
    }
}
