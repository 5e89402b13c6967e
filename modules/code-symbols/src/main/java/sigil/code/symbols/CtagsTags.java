package sigil.code.symbols;

import java.util.List;

/**
 * What ctags says of a file.
 *
 * @param tags     at most {@link Outline#MOST_SYMBOLS}
 * @param complete false if there were more
 */
record CtagsTags(List<Tag> tags, boolean complete) {

    CtagsTags {
        tags = List.copyOf(tags);
    }

    /**
     * A tag.
     *
     * @param name  not empty, perhaps qualified
     * @param kind  in the words of ctags
     * @param line  where the name stands, from 1 if all is well
     * @param end   where the definition ends; 0 if that is not told
     * @param scope what encloses it, empty if that is not told
     */
    record Tag(String name, String kind, int line, int end, String scope) {
    }
}
