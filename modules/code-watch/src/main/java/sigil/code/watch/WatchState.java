package sigil.code.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a watch is.
 *
 * @param method      how changes are noticed where nothing else is said
 * @param why         in words, why not by a better method; empty if by the best that was allowed
 * @param settled     whether every directory to be entered is entered, so that no change from now on is missed
 * @param directories how many directories are watched by the kernel
 * @param polled      what is looked at every few seconds instead
 * @param missing     the names of roots that are not there
 * @param overflows   how often more happened than could be kept, so that everything was to be looked at
 * @param failures    how often the listener failed
 * @param lastEvent   when something was noticed last
 */
public record WatchState(WatchMethod method, String why, boolean settled, int directories, List<Polled> polled, Set<String> missing,
                         long overflows, long failures, Optional<Instant> lastEvent) {

    /**
     * A part of a tree that is looked at every few seconds.
     *
     * @param root      the name of the root
     * @param directory relative to it, empty for the root itself
     * @param why       in words, with the cure where there is one
     */
    public record Polled(String root, String directory, String why) {
    }
}
