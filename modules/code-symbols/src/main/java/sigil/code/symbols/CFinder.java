package sigil.code.symbols;

import java.util.Set;

/** C and C++: macros, types with their members, functions with bodies, variables. What a class declares counts; what a file declares and does not define does not. */
final class CFinder implements Finder {

    @Override
    public void find(CodeText text, Findings findings) {
        var directives = new Directives(text);
        for (var macro : directives.macros()) {
            findings.add(SymbolKind.MACRO, text.source().substring(macro.name(), macro.nameEnd()), Scope.TOP, macro.line(), macro.name(), macro.line(),
                    macro.signatureEnd(), macro.end());
        }
        var tokens = Tokens.of(text, directives.code(), "");
        new CReading(tokens, findings, text.language() == CodeLanguage.CPP).declarations(0, tokens.size(), Scope.TOP, "");
    }

    /** Words that take an argument in brackets and name nothing. */
    static final Set<String> ATTRIBUTES = Set.of("__attribute__", "__attribute", "__declspec", "alignas", "_Alignas", "__asm__", "asm", "__asm", "decltype",
            "typeof", "__typeof__", "noexcept", "explicit", "requires", "throw");
    /** Words that are names in C. */
    static final Set<String> CPP_ONLY = Set.of("namespace", "using", "operator", "template", "typename", "public", "private", "protected", "virtual",
            "friend", "mutable", "class");
    /** Words that no definition is called. */
    static final Set<String> RESERVED = Set.of("if", "for", "while", "switch", "return", "do", "else", "sizeof", "case", "goto", "const", "static", "inline",
            "void", "int", "char", "long", "short", "unsigned", "signed", "float", "double", "struct", "union", "enum", "volatile", "catch", "new", "delete",
            "override", "final", "public", "private", "protected", "default", "_Static_assert", "static_assert");
}
