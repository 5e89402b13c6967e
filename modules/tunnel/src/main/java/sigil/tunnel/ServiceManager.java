package sigil.tunnel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The service manager that started this process and wants to be told how it fares, by datagrams as in sd_notify(3). What cannot be sent is lost without a
 * word: a manager that does not listen finds out by its own time limits.
 */
public final class ServiceManager {
    private static final int AF_UNIX = 1;
    /** {@code SOCK_DGRAM | SOCK_CLOEXEC}. */
    private static final int DATAGRAM = 2 | 0x80000;
    /** {@code struct sockaddr_un}: two bytes of family, then the path. */
    private static final int PATH_AT = 2;
    private static final int LONGEST_PATH = 107;

    private final byte[] path;
    private final Optional<Duration> watchdog;

    private ServiceManager(byte[] path, Optional<Duration> watchdog) {
        this.path = path;
        this.watchdog = watchdog;
    }

    /**
     * Looks for the manager in the environment.
     *
     * @param environment with {@code NOTIFY_SOCKET}, and with {@code WATCHDOG_USEC} and {@code WATCHDOG_PID} where it wants signs of life
     * @param pid         of this process, to which these must belong
     * @return the manager; empty where nobody wants to be told
     */
    public static Optional<ServiceManager> of(Map<String, String> environment, long pid) {
        String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
        byte[] path = socket.getBytes(StandardCharsets.UTF_8);
        if (path.length < 2 || path.length > LONGEST_PATH || path[0] != '/' && path[0] != '@') {
            return Optional.empty();
        }
        if (path[0] == '@') {
            // a name that is in no directory begins with a zero
            path[0] = 0;
        }
        return Optional.of(new ServiceManager(path, watchdog(environment, pid)));
    }

    private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
        String microseconds = environment.getOrDefault("WATCHDOG_USEC", "");
        boolean ours = environment.getOrDefault("WATCHDOG_PID", String.valueOf(pid)).equals(String.valueOf(pid));
        return ours && microseconds.matches("[1-9][0-9]{0,15}") ? Optional.of(Duration.ofNanos(Long.parseLong(microseconds) * 1_000)) : Optional.empty();
    }

    /**
     * Within which time it wants a sign of life.
     *
     * @return the time, after which it ends this process; empty if it wants none
     */
    public Optional<Duration> watchdog() {
        return watchdog;
    }

    /**
     * The service is ready, for the first time or again after a reload.
     *
     * @param status a line for a person
     */
    public void ready(String status) {
        send("READY=1\nSTATUS=" + status.lines().findFirst().orElse(""));
    }

    /** The service reads its configuration again, and says {@link #ready} after that. */
    public void reloading() {
        // on Linux nanoTime is CLOCK_MONOTONIC, which systemd compares with its own
        send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000);
    }

    /** The service stops. */
    public void stopping() {
        send("STOPPING=1");
    }

    /** A sign of life. */
    public void alive() {
        send("WATCHDOG=1");
    }

    private void send(String message) {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = (int) Functions.SOCKET.invokeExact(AF_UNIX, DATAGRAM, 0);
            if (descriptor < 0) {
                return;
            }
            try {
                MemorySegment address = arena.allocate(PATH_AT + path.length + 1L);
                address.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) AF_UNIX);
                MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, PATH_AT, path.length);
                byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
                MemorySegment text = arena.allocate(bytes.length);
                MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
                // a name without a directory ends where its length says; a zero more would be another name
                int length = PATH_AT + path.length + (path[0] == 0 ? 0 : 1);
                long sent = (long) Functions.SENDTO.invokeExact(descriptor, text, text.byteSize(), 0, address, length);
                assert sent <= bytes.length;
            } finally {
                int closed = (int) Functions.CLOSE.invokeExact(descriptor);
                assert closed <= 0;
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a function of the C library threw", e);
        }
    }

    /** Looked up when the first message is sent, since most processes send none. */
    private static final class Functions {
        static final MethodHandle SOCKET = function("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        static final MethodHandle SENDTO = function("sendto", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        static final MethodHandle CLOSE = function("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

        @SuppressWarnings("restricted")
        private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters));
        }
    }
}
