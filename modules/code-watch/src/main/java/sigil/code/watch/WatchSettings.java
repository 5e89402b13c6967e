package sigil.code.watch;

import java.time.Duration;

/**
 * How a watch works.
 *
 * @param best         the best method that may be used; where it is not possible, the next one is
 * @param quiet        how long nothing must happen before what happened is told
 * @param patience     how long something waits at most to be told while more keeps coming
 * @param many         above so many paths it is a storm, and they are told in portions of so many
 * @param stormQuiet   how long nothing must happen in a storm
 * @param stormPatience how long something waits at most in a storm
 * @param most         paths of one root that are kept to be told; beyond that the word is "everything"
 * @param pollLeast    the shortest time between two looks where there is polling
 * @param pollMost     the longest one: while nothing changes, the time grows
 * @param rootCheck    how often it is looked whether roots and mounts are still the same
 */
public record WatchSettings(WatchMethod best, Duration quiet, Duration patience, int many, Duration stormQuiet, Duration stormPatience, int most,
                            Duration pollLeast, Duration pollMost, Duration rootCheck) {

    /** What is right for source trees that people and programs work on. */
    public static final WatchSettings DEFAULTS = new WatchSettings(WatchMethod.INOTIFY, Duration.ofMillis(10), Duration.ofMillis(250), 500,
            Duration.ofMillis(100), Duration.ofSeconds(1), 50_000, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(2));

    /**
     * The same with another method.
     *
     * @param method the best that may be used
     * @return a copy
     */
    public WatchSettings with(WatchMethod method) {
        return new WatchSettings(method, quiet, patience, many, stormQuiet, stormPatience, most, pollLeast, pollMost, rootCheck);
    }

    /**
     * The same with other times between two looks.
     *
     * @param least the shortest
     * @param longest the longest
     * @return a copy
     */
    public WatchSettings polling(Duration least, Duration longest) {
        return new WatchSettings(best, quiet, patience, many, stormQuiet, stormPatience, most, least, longest, rootCheck);
    }
}
