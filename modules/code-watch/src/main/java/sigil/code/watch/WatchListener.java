package sigil.code.watch;

/** Who is told. */
@FunctionalInterface
public interface WatchListener {

    /**
     * Tells where to look again. Called by one thread at a time, which is no thread of whoever opened the watch. It may take its time: what
     * happens meanwhile is told together afterwards. What it throws is logged, and what it was told counts as told.
     *
     * @param where a portion of what changed
     */
    void lookAgain(LookAgain where);
}
