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

    private int descriptor;

    private KernelFolder(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Opens a directory by its real path. */
    static KernelFolder open(Path root) throws IOException {
        return new KernelFolder(Kernel.open(Kernel.NOWHERE, root.toString(), Kernel.DIRECTORY));
    }

    /** One name and nothing that leads elsewhere. */
    private static String single(String name) throws NoSuchFileException {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new NoSuchFileException("not a name on this system");
        }
        return name;
    }

    @Override
    public List<String> names() throws IOException {
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
    public ReadableByteChannel file(String name) throws IOException {
        // anything else must not even be opened: a device may do something upon it
        if (!attributes(name).isRegularFile()) {
            throw new NoSuchFileException("not a regular file");
        }
        return new File(Kernel.open(descriptor, name, Kernel.FILE));
    }

    @Override
    public void close() {
        if (descriptor != CLOSED) {
            Kernel.close(descriptor);
            descriptor = CLOSED;
        }
    }

    /** A file that is read from its beginning to its end. */
    private static final class File implements ReadableByteChannel {
        private int descriptor;

        File(int descriptor) {
            this.descriptor = descriptor;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int length = into.hasRemaining() ? Kernel.read(descriptor, into) : 0;
            return length == 0 && into.hasRemaining() ? -1 : length;
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
