package sigil.code.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What the system says of single directories. Used by one thread, except for {@link #wake}. */
interface Backend extends AutoCloseable {

    /** What happened to a name in a directory. */
    enum Kind {
        /** It is there now, and what was there under this name before may have been something else. */
        CAME,
        /** It is not there any more. */
        WENT,
        /** It is still there, with another content or other attributes. */
        CHANGED
    }

    /** Who hears of it. A watch is known by what {@link #watch} returned. */
    interface Sink {
        void entry(Object watch, String name, Kind kind);

        /** The directory itself got another name. */
        void moved(Object watch);

        /** The watch has ended by itself, because the directory is gone. */
        void ended(Object watch);

        /** Something happened in this directory, and nobody knows what. */
        void overflow(Object watch);

        /** Something happened anywhere, and nobody knows what. */
        void overflow();
    }

    /** There are no more watches to be had. The message is for people. */
    final class Exhausted extends IOException {
        private static final long serialVersionUID = 1;

        Exhausted(String message) {
            super(message);
        }
    }

    WatchMethod method();

    /**
     * Watches what happens in one directory, not beneath it.
     *
     * @return the watch: the same as before, if this very directory is watched already, under whatever name
     * @throws Exhausted   if no further one is to be had
     * @throws IOException if there is no such directory, or it may not be watched
     */
    Object watch(Path directory) throws IOException;

    /** Ends a watch; one that has ended already is left alone. */
    void unwatch(Object watch);

    /**
     * Hands over all that happened. If nothing did, waits for it.
     *
     * @param atMost how long; zero not to wait
     */
    void await(Duration atMost, Sink sink) throws IOException;

    /** Ends the wait under way or the next one. */
    void wake();

    @Override
    void close();
}
