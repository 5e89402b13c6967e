package sigil.code.search;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The few functions of Linux behind {@link KernelFolder}: openat(2), statx(2), getdents64(2), read(2), close(2). The Java platform calls them
 * too, at several times their price: it looks twice, it names a file by its whole path to count its links, and it throws to say that one is
 * not there. Only for x86-64, whose numbers these are.
 */
final class Kernel {

    /** {@code O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC}. */
    static final int DIRECTORY = 0x10000 | 0x20000 | 0x80000;
    /** {@code O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC}: a fifo that took a file's place holds nobody up. */
    static final int FILE = 0x800 | 0x20000 | 0x80000;
    /** {@code AT_FDCWD}: the path is whole. */
    static final int NOWHERE = -100;

    /** {@code AT_SYMLINK_NOFOLLOW}. */
    private static final int NO_FOLLOW = 0x100;
    /** {@code AT_EMPTY_PATH}. */
    private static final int ITSELF = 0x1000;
    /** {@code STATX_BASIC_STATS}. */
    private static final int BASIC_STATS = 0x7ff;
    private static final int ENOENT = 2;
    private static final int EINTR = 4;
    private static final int EXDEV = 18;
    private static final int ENOTDIR = 20;
    private static final int ELOOP = 40;

    /** The number of openat2(2), which the C library does not name, since Linux 5.6. */
    private static final long OPENAT2 = 437;
    /** {@code RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH}: no link on the way, no way out. */
    private static final long INSIDE = 0x04 | 0x08;
    /** {@code struct open_how}: flags, mode, resolve. */
    private static final long HOW = 24;

    private static final int LONGEST_PATH = 4096;
    private static final int BUFFER = 64 << 10;
    /** where a name begins in an entry of a directory, after number, place, length and kind */
    private static final int NAME = 19;

    private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = ERRNO_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ConcurrentLinkedQueue<Scratch> SCRATCHES = new ConcurrentLinkedQueue<>();
    private static final boolean USABLE = usable();
    private static final boolean LEAPS = USABLE && leaps();

    private Kernel() {
    }

    /** Apart, so that they are looked for only where they may be called. */
    private static final class Functions {
        static final MethodHandle OPENAT = function("openat", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle STATX = function("statx", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        static final MethodHandle GETDENTS = function("getdents64", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
        static final MethodHandle READ = function("read", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
        static final MethodHandle SYSCALL_OPENAT2 = function("syscall", ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
        static final MethodHandle CLOSE = function("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

        private Functions() {
        }

        @SuppressWarnings("restricted")
        private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
            var linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters),
                    Linker.Option.captureCallState("errno"));
        }
    }

    /** The memory of one call at a time. */
    private static final class Scratch {
        private final MemorySegment errno = Arena.ofAuto().allocate(ERRNO_LAYOUT);
        private final MemorySegment path = Arena.ofAuto().allocate(LONGEST_PATH);
        private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER, 8);

        void path(String text) throws NoSuchFileException {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= LONGEST_PATH || text.indexOf('\0') >= 0) {
                throw new NoSuchFileException("not a name on this system");
            }
            MemorySegment.copy(bytes, 0, path, ValueLayout.JAVA_BYTE, 0, bytes.length);
            path.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
        }

        int errno() {
            return (int) ERRNO.get(errno, 0L);
        }
    }

    private interface Call<T> {
        T with(Scratch scratch) throws Throwable;
    }

    private static <T> T call(Call<T> call) throws IOException {
        var free = SCRATCHES.poll();
        var scratch = free != null ? free : new Scratch();
        try {
            return call.with(scratch);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a function of the C library threw", e);
        } finally {
            SCRATCHES.add(scratch);
        }
    }

    /** Whether this system has them and lets us call them. */
    static boolean isUsable() {
        return USABLE;
    }

    private static boolean usable() {
        if (!System.getProperty("os.name", "").equals("Linux") || !System.getProperty("os.arch", "").equals("amd64")
                || !Kernel.class.getModule().isNativeAccessEnabled()) {
            return false;
        }
        try {
            int root = open(NOWHERE, "/", DIRECTORY);
            try {
                return attributes(root).isDirectory() && names(root).size() > 0;
            } finally {
                close(root);
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            // an old C library, or a filter of system calls
            return false;
        }
    }

    /** Whether {@link #leap} is to be had. */
    static boolean isLeaping() {
        return LEAPS;
    }

    private static boolean leaps() {
        try {
            int root = open(NOWHERE, "/", DIRECTORY);
            try {
                close(leap(root, "."));
                return true;
            } finally {
                close(root);
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            // an older kernel, or a filter of system calls
            return false;
        }
    }

    /** Opens a directory some way down in another, if no link is on the way; the answer is the descriptor. */
    static int leap(int directory, String path) throws IOException {
        return call(scratch -> {
            scratch.path(path);
            scratch.buffer.set(ValueLayout.JAVA_LONG, 0, (long) DIRECTORY);
            scratch.buffer.set(ValueLayout.JAVA_LONG, 8, 0);
            scratch.buffer.set(ValueLayout.JAVA_LONG, 16, INSIDE);
            long opened;
            do {
                opened = (long) Functions.SYSCALL_OPENAT2.invokeExact(scratch.errno, OPENAT2, (long) directory, scratch.path, scratch.buffer, HOW);
            } while (opened < 0 && scratch.errno() == EINTR);
            if (opened < 0) {
                throw failure("openat2", scratch.errno());
            }
            return (int) opened;
        });
    }

    /** Opens; the answer is the descriptor. */
    static int open(int directory, String path, int how) throws IOException {
        return call(scratch -> {
            scratch.path(path);
            int opened;
            do {
                opened = (int) Functions.OPENAT.invokeExact(scratch.errno, directory, scratch.path, how);
            } while (opened < 0 && scratch.errno() == EINTR);
            if (opened < 0) {
                throw failure("openat", scratch.errno());
            }
            return opened;
        });
    }

    /** What an open file or directory is. */
    static KernelAttributes attributes(int descriptor) throws IOException {
        return call(scratch -> {
            scratch.path.set(ValueLayout.JAVA_BYTE, 0, (byte) 0);
            return stat(scratch, descriptor, ITSELF).orElseThrow(() -> failure("statx", scratch.errno()));
        });
    }

    /** What a name in a directory is, links not followed; empty if nothing has it. */
    static Optional<KernelAttributes> find(int directory, String name) throws IOException {
        return call(scratch -> {
            scratch.path(name);
            var found = stat(scratch, directory, NO_FOLLOW);
            if (found.isEmpty() && scratch.errno() != ENOENT && scratch.errno() != ENOTDIR) {
                throw failure("statx", scratch.errno());
            }
            return found;
        });
    }

    private static Optional<KernelAttributes> stat(Scratch scratch, int directory, int how) throws Throwable {
        int answer = (int) Functions.STATX.invokeExact(scratch.errno, directory, scratch.path, how, BASIC_STATS, scratch.buffer);
        return answer < 0 ? Optional.empty() : Optional.of(KernelAttributes.of(scratch.buffer));
    }

    /** The names in an open directory, but for {@code .} and {@code ..}, in no order. */
    static List<String> names(int directory) throws IOException {
        return call(scratch -> {
            var names = new ArrayList<String>();
            while (true) {
                long length = (long) Functions.GETDENTS.invokeExact(scratch.errno, directory, scratch.buffer, (long) BUFFER);
                if (length < 0) {
                    throw failure("getdents64", scratch.errno());
                }
                if (length == 0) {
                    return names;
                }
                for (long at = 0; at < length; at += Short.toUnsignedInt(scratch.buffer.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + 16))) {
                    var name = scratch.buffer.getString(at + NAME);
                    if (!name.equals(".") && !name.equals("..")) {
                        names.add(name);
                    }
                }
            }
        });
    }

    /** Reads what comes next, at most as much as there is room for; 0 at the end. */
    static int read(int file, ByteBuffer into) throws IOException {
        return call(scratch -> {
            long wanted = Math.min(into.remaining(), BUFFER);
            long length;
            do {
                length = (long) Functions.READ.invokeExact(scratch.errno, file, scratch.buffer, wanted);
            } while (length < 0 && scratch.errno() == EINTR);
            if (length < 0) {
                throw failure("read", scratch.errno());
            }
            into.put(scratch.buffer.asSlice(0, length).asByteBuffer());
            return (int) length;
        });
    }

    static void close(int descriptor) {
        try {
            call(scratch -> (int) Functions.CLOSE.invokeExact(scratch.errno, descriptor));
        } catch (IOException e) {
            // what was only read has nothing to lose
        }
    }

    private static IOException failure(String function, int errno) {
        return errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == EXDEV ? new NoSuchFileException("not there as such a thing")
                : new IOException(function + ": error " + errno);
    }
}
