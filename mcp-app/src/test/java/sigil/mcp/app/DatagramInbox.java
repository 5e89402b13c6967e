package sigil.mcp.app;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The socket of a service manager: what was sent to it is there to be read, in order. */
final class DatagramInbox implements AutoCloseable {
    private static final MethodHandle SOCKET = function("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle BIND = function("bind", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle RECV = function("recv", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT);
    private static final MethodHandle CLOSE = function("close", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DONTWAIT = 0x40;

    private final int descriptor;

    /** The name as in {@code NOTIFY_SOCKET}: a path, or with {@code @} before it a name in no directory. */
    DatagramInbox(String name) throws Throwable {
        descriptor = (int) SOCKET.invokeExact(1, 2, 0);
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path[0] == '@') {
            path[0] = 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(110);
            address.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) 1);
            MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
            if ((int) BIND.invokeExact(descriptor, address, 2 + path.length) < 0) {
                throw new IOException("cannot bind " + name);
            }
        }
    }

    /** The next message that begins so; what comes before it is passed over. */
    String awaited(String beginning) throws Throwable {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            String message = next();
            if (message.startsWith(beginning)) {
                return message;
            }
            Thread.sleep(message.isEmpty() ? 20 : 0);
        }
        throw new AssertionError("Not heard: " + beginning);
    }

    /** Passes over what is there. */
    void drain() throws Throwable {
        while (!next().isEmpty()) {
            // the next one
        }
    }

    /** The next message; empty if there is none. */
    String next() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(4096);
            long length = (long) RECV.invokeExact(descriptor, buffer, buffer.byteSize(), DONTWAIT);
            return length < 0 ? "" : new String(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        try {
            int closed = (int) CLOSE.invokeExact(descriptor);
            assert closed == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters));
    }
}
