package sigil.code.index;

/**
 * By what a file is recognised as unchanged.
 *
 * @param size       bytes
 * @param mtimeNanos when its content was last changed, nanoseconds since 1970
 * @param inode      its number in the file system, 0 where there is none
 */
public record Stamp(long size, long mtimeNanos, long inode) {

    /** A stamp that no file has: the file is in the index, and must be looked at again before that is believed. */
    public static final Stamp UNSETTLED = new Stamp(-1, Long.MIN_VALUE, -1);
}
