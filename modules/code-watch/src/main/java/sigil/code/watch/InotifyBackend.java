package sigil.code.watch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Linux's inotify(7). A watch is its number, which the kernel does not give to another directory before two thousand million were given. */
final class InotifyBackend implements Backend {

    /** Modification too, not only the close after it: a program may keep a file open for days. */
    private static final int MASK = Inotify.CREATE | Inotify.DELETE | Inotify.MOVED_FROM | Inotify.MOVED_TO | Inotify.CLOSE_WRITE | Inotify.MODIFY
            | Inotify.ATTRIB | Inotify.MOVE_SELF | Inotify.ONLYDIR | Inotify.DONT_FOLLOW | Inotify.EXCL_UNLINK;

    private static final int BUFFER = 64 << 10;
    /** {@code struct inotify_event} without its name: watch, mask, cookie, length. */
    private static final int HEADER = 16;
    private static final short POLLIN = 1;

    private final int events;
    private final int waker;
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER, 8);
    private final MemorySegment waiting = Arena.ofAuto().allocate(16, 8);
    private final MemorySegment woken = Arena.ofAuto().allocate(8, 8);
    private final Object closing = new Object();
    private boolean closed;

    private InotifyBackend(int events, int waker) {
        this.events = events;
        this.waker = waker;
        waiting.set(ValueLayout.JAVA_INT, 0, events);
        waiting.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
        waiting.set(ValueLayout.JAVA_INT, 8, waker);
        waiting.set(ValueLayout.JAVA_SHORT, 12, POLLIN);
    }

    /** Whether this system has it and this module may call it. Asked here, because the class that calls it does so as soon as it is loaded. */
    static boolean possible() {
        return System.getProperty("os.name", "").equals("Linux") && InotifyBackend.class.getModule().isNativeAccessEnabled();
    }

    /**
     * Opens one.
     *
     * @throws Exhausted   if this account has as many as it may have
     * @throws IOException if it is not to be had here
     */
    static InotifyBackend open() throws IOException {
        var events = Inotify.init();
        if (events.failed()) {
            throw events.errno() == Inotify.EMFILE ? new Exhausted(KernelLimit.INSTANCES.words()) : Inotify.failure("inotify_init1", events);
        }
        var waker = Inotify.eventfd();
        if (waker.failed()) {
            Inotify.close((int) events.value());
            throw Inotify.failure("eventfd", waker);
        }
        return new InotifyBackend((int) events.value(), (int) waker.value());
    }

    @Override
    public WatchMethod method() {
        return WatchMethod.INOTIFY;
    }

    @Override
    public Object watch(Path directory) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var answer = Inotify.add(events, arena.allocateFrom(directory.toString(), StandardCharsets.UTF_8), MASK);
            if (!answer.failed()) {
                return (int) answer.value();
            }
            throw answer.errno() == Inotify.ENOSPC ? new Exhausted(KernelLimit.WATCHES.words()) : Inotify.failure("inotify_add_watch", answer);
        }
    }

    @Override
    public void unwatch(Object watch) {
        Inotify.remove(events, (int) watch);
    }

    @Override
    public void await(Duration atMost, Sink sink) throws IOException {
        // rounded up, or it would spin through the last millisecond
        var ready = Inotify.poll(waiting, 2, (int) Math.min(Integer.MAX_VALUE, (atMost.toNanos() + 999_999) / 1_000_000));
        if (ready.failed() && ready.errno() != Inotify.EINTR) {
            throw Inotify.failure("poll", ready);
        }
        Inotify.read(waker, woken);
        while (true) {
            var read = Inotify.read(events, buffer);
            if (read.failed()) {
                if (read.errno() == Inotify.EAGAIN) {
                    return;
                }
                if (read.errno() != Inotify.EINTR) {
                    throw Inotify.failure("read", read);
                }
            } else {
                parse(read.value(), sink);
            }
        }
    }

    private void parse(long length, Sink sink) {
        for (long at = 0; at < length;) {
            int watch = buffer.get(ValueLayout.JAVA_INT, at);
            int mask = buffer.get(ValueLayout.JAVA_INT, at + 4);
            int nameLength = buffer.get(ValueLayout.JAVA_INT, at + 12);
            if ((mask & Inotify.Q_OVERFLOW) != 0) {
                sink.overflow();
            } else if ((mask & Inotify.IGNORED) != 0) {
                sink.ended(watch);
            } else if ((mask & Inotify.MOVE_SELF) != 0) {
                sink.moved(watch);
            } else if (nameLength > 0) {
                sink.entry(watch, buffer.getString(at + HEADER, StandardCharsets.UTF_8), kind(mask));
            }
            at += HEADER + nameLength;
        }
    }

    private static Kind kind(int mask) {
        if ((mask & (Inotify.CREATE | Inotify.MOVED_TO)) != 0) {
            return Kind.CAME;
        }
        return (mask & (Inotify.DELETE | Inotify.MOVED_FROM)) != 0 ? Kind.WENT : Kind.CHANGED;
    }

    @Override
    public void wake() {
        synchronized (closing) {
            if (!closed) {
                try (var arena = Arena.ofConfined()) {
                    Inotify.write(waker, arena.allocateFrom(ValueLayout.JAVA_LONG, 1));
                }
            }
        }
    }

    @Override
    public void close() {
        synchronized (closing) {
            if (!closed) {
                closed = true;
                Inotify.close(events);
                Inotify.close(waker);
            }
        }
    }
}
