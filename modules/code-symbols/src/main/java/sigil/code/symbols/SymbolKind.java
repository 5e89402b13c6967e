package sigil.code.symbols;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a symbol is, in the words of the field rather than of one language. */
public enum SymbolKind {
    /** a class, also an {@code object} of Kotlin */
    CLASS(Group.TYPE),
    /** an interface */
    INTERFACE(Group.TYPE),
    /** an enum */
    ENUM(Group.TYPE),
    /** a record of Java or C# */
    RECORD(Group.TYPE),
    /** an annotation type */
    ANNOTATION(Group.TYPE),
    /** a struct */
    STRUCT(Group.TYPE),
    /** a union of C, C++ or Rust */
    UNION(Group.TYPE),
    /** a trait of Rust or PHP */
    TRAIT(Group.TYPE),
    /** a name for a type: alias, typedef, delegate, type of SQL */
    TYPE(Group.TYPE),
    /** a table of SQL */
    TABLE(Group.TYPE),
    /** a view of SQL */
    VIEW(Group.TYPE),
    /** a module, namespace or schema */
    MODULE(Group.TYPE),
    /** a function outside of a type, a procedure or trigger of SQL */
    FUNCTION(Group.FUNCTION),
    /** a function of a type */
    METHOD(Group.FUNCTION),
    /** what makes an object */
    CONSTRUCTOR(Group.FUNCTION),
    /** a macro */
    MACRO(Group.FUNCTION),
    /** a variable of a type, a column of a table */
    FIELD(Group.FIELD),
    /** a variable of a type with accessors, or one of a Kotlin or TypeScript type */
    PROPERTY(Group.FIELD),
    /** a value that does not change, also one of an enum */
    CONSTANT(Group.FIELD),
    /** a variable outside of types and functions */
    VARIABLE(Group.FIELD),
    /** an index of SQL */
    INDEX(Group.FIELD);

    /** What one looks for first. */
    public enum Group {
        /** types and what holds types */
        TYPE,
        /** what is called */
        FUNCTION,
        /** what holds a value */
        FIELD
    }

    private final Group group;

    SymbolKind(Group group) {
        this.group = group;
    }

    /** @return which group it belongs to */
    public Group group() {
        return group;
    }

    /** @return its name in lower case, such as {@code class} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of a label.
     *
     * @param label in any case
     * @return the kind, or empty if there is none of this label
     */
    public static Optional<SymbolKind> labelled(String label) {
        return Stream.of(values()).filter(kind -> kind.label().equalsIgnoreCase(label)).findFirst();
    }
}
