package sigil.code.search;

/** What becomes of files that have more than one name. Nobody can tell which of their names is the one that was meant to be shown. */
public enum HardLinks {
    /** they look as if they did not exist */
    REFUSED,
    /** they are files like others */
    SERVED
}
