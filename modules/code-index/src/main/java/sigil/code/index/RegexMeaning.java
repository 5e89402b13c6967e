package sigil.code.index;

/**
 * What is made of a pattern while it is read. Assertions ({@code ^}, {@code \b}) match the empty text here, and counts may become "at least so
 * often": what is made speaks of every line that matches, and perhaps of others.
 *
 * @param <T> the meaning of a part of the pattern; immutable, since a part may be used more than once
 */
public interface RegexMeaning<T> {

    /** @return of the empty text */
    T empty();

    /** @return of any text */
    T anything();

    /**
     * Of one character.
     *
     * @param set which
     * @return the meaning
     */
    T one(CharacterSet set);

    /**
     * Of one part and then another.
     *
     * @param first  the first
     * @param second what follows it
     * @return the meaning
     */
    T then(T first, T second);

    /**
     * Of one part or another.
     *
     * @param one   one
     * @param other another
     * @return the meaning
     */
    T or(T one, T other);

    /**
     * Of a part, once or more often.
     *
     * @param part the part
     * @return the meaning
     */
    T repeated(T part);

    /**
     * Of a part, any number of times.
     *
     * @param part the part
     * @return the meaning
     */
    T anyNumber(T part);

    /** @return how many copies of a part are made at most where a count says so; 1 or more */
    int mostCopies();
}
