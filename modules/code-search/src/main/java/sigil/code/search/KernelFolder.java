package sigil.code.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** A directory held by its descriptor, with the functions of the kernel called directly. For one thread at a time. */
final class KernelFolder implements Folder {

    private static final int CLOSED = -1;

    private final String above;
    private int descriptor;

    private KernelFolder(int descriptor) {
        this(descriptor, "");
    }

    private KernelFolder(int descriptor, String above) {
        this.descriptor = descriptor;
        this.above = above;
    }

    /** Opens a directory by its real path. */
    static KernelFolder open(Path root) throws IOException {
        return new KernelFolder(Kernel.open(Kernel.NOWHERE, root.toString(), Kernel.DIRECTORY));
    }

    /** One name and nothing that leads elsewhere, as this directory has it. */
    private String single(String name) throws NoSuchFileException {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new NoSuchFileException("not a name on this system");
        }
        return above + name;
    }

    /** Opens a directory some way down, if there is no link on the way; see {@link Kernel#isLeaping}. */
    KernelFolder leap(String path) throws IOException {
        return new KernelFolder(Kernel.leap(descriptor, path));
    }

    /**
     * The directory that is so many steps above this one when it is asked for something. Good while this one is open, which closing the other does
     * not change.
     */
    KernelFolder above(int steps) {
        return new KernelFolder(descriptor, "../".repeat(steps));
    }

    @Override
    public List<String> names() throws IOException {
        if (!above.isEmpty()) {
            throw new IOException("only what is in it is told, not all that is");
        }
        return Kernel.names(descriptor);
    }

    @Override
    public BasicFileAttributes attributes(String name) throws IOException {
        return Kernel.find(descriptor, single(name)).orElseThrow(() -> new NoSuchFileException("not there"));
    }

    @Override
    public Optional<BasicFileAttributes> find(String name) throws IOException {
        return Kernel.find(descriptor, single(name)).map(attributes -> attributes);
    }

    @Override
    public int links(String name, BasicFileAttributes attributes) {
        return ((KernelAttributes) attributes).links();
    }

    @Override
    public Folder folder(String name) throws IOException {
        return new KernelFolder(Kernel.open(descriptor, single(name), Kernel.DIRECTORY));
    }

    @Override
    public ReadableByteChannel file(String name, BasicFileAttributes seen) throws IOException {
        // anything else must not even be opened: a device may do something upon it
        if (!seen.isRegularFile()) {
            throw new NoSuchFileException("not a regular file");
        }
        return new File(Kernel.open(descriptor, single(name), Kernel.FILE), seen.size());
    }

    @Override
    public void close() {
        if (descriptor != CLOSED && above.isEmpty()) {
            Kernel.close(descriptor);
        }
        descriptor = CLOSED;
    }

    /** A file that is read from its beginning to its end. */
    private static final class File implements ReadableByteChannel {
        private final long size;
        private int descriptor;
        private long position;
        private boolean ended;

        /** A file that had this size a moment ago. */
        File(int descriptor, long size) {
            this.descriptor = descriptor;
            this.size = size;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (!into.hasRemaining()) {
                return 0;
            }
            if (ended) {
                return -1;
            }
            int length = Kernel.read(descriptor, into);
            position += length;
            // what ends where the file ended, and before the room did, need not be asked once more
            ended = length == 0 || position == size && into.hasRemaining();
            return length == 0 ? -1 : length;
        }

        @Override
        public boolean isOpen() {
            return descriptor != CLOSED;
        }

        @Override
        public void close() {
            if (descriptor != CLOSED) {
                Kernel.close(descriptor);
                descriptor = CLOSED;
            }
        }
    }
}
