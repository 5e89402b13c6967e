package sigil.code.watch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The few functions of the C library behind {@link InotifyBackend}: inotify(7), poll(2), eventfd(2). */
final class Inotify {

    static final int MODIFY = 0x2;
    static final int ATTRIB = 0x4;
    static final int CLOSE_WRITE = 0x8;
    static final int MOVED_FROM = 0x40;
    static final int MOVED_TO = 0x80;
    static final int CREATE = 0x100;
    static final int DELETE = 0x200;
    static final int MOVE_SELF = 0x800;
    static final int Q_OVERFLOW = 0x4000;
    static final int IGNORED = 0x8000;
    static final int ONLYDIR = 0x01000000;
    static final int DONT_FOLLOW = 0x02000000;
    static final int EXCL_UNLINK = 0x04000000;

    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EMFILE = 24;
    static final int ENOSPC = 28;

    /** {@code IN_NONBLOCK | IN_CLOEXEC}, and the same of eventfd. */
    private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;

    private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = ERRNO_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle INIT = function("inotify_init1", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle ADD = function("inotify_add_watch", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    private static final MethodHandle REMOVE = function("inotify_rm_watch", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle READ = function("read", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG);
    private static final MethodHandle WRITE = function("write", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG);
    private static final MethodHandle POLL = function("poll", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT);
    private static final MethodHandle EVENTFD = function("eventfd", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle CLOSE = function("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    private Inotify() {
    }

    /** What a function answered, and the number of the error where that is negative. */
    record Answer(long value, int errno) {
        boolean failed() {
            return value < 0;
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters),
                Linker.Option.captureCallState("errno"));
    }

    static Answer init() {
        return call(errno -> (int) INIT.invokeExact(errno, NONBLOCK_CLOEXEC));
    }

    static Answer eventfd() {
        return call(errno -> (int) EVENTFD.invokeExact(errno, 0, NONBLOCK_CLOEXEC));
    }

    static Answer add(int descriptor, MemorySegment path, int mask) {
        return call(errno -> (int) ADD.invokeExact(errno, descriptor, path, mask));
    }

    static Answer remove(int descriptor, int watch) {
        return call(errno -> (int) REMOVE.invokeExact(errno, descriptor, watch));
    }

    static Answer read(int descriptor, MemorySegment into) {
        return call(errno -> (long) READ.invokeExact(errno, descriptor, into, into.byteSize()));
    }

    static Answer write(int descriptor, MemorySegment what) {
        return call(errno -> (long) WRITE.invokeExact(errno, descriptor, what, what.byteSize()));
    }

    static Answer poll(MemorySegment descriptors, int count, int milliseconds) {
        return call(errno -> (int) POLL.invokeExact(errno, descriptors, (long) count, milliseconds));
    }

    static void close(int descriptor) {
        call(errno -> (int) CLOSE.invokeExact(errno, descriptor));
    }

    static IOException failure(String function, Answer answer) {
        return new IOException(function + ": error " + answer.errno());
    }

    private interface Invocation {
        long invoke(MemorySegment errno) throws Throwable;
    }

    private static Answer call(Invocation invocation) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(ERRNO_LAYOUT);
            long value = invocation.invoke(state);
            return new Answer(value, value < 0 ? (int) ERRNO.get(state, 0L) : 0);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a function of the C library threw", e);
        }
    }
}
