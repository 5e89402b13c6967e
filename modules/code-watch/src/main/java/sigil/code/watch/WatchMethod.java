package sigil.code.watch;

/** How changes are noticed. */
public enum WatchMethod {
    /** By the kernel, called directly. Needs Linux and {@code --enable-native-access=sigil.code.watch}. */
    INOTIFY,
    /** By {@link java.nio.file.WatchService}. */
    WATCH_SERVICE,
    /** By looking at every file every few seconds. */
    POLLING
}
