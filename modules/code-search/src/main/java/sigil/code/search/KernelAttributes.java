package sigil.code.search;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * What statx(2) tells.
 *
 * @param mode        kind and permissions
 * @param links       how many names it has
 * @param inode       its number on its disk
 * @param device      of that disk
 * @param size        bytes
 * @param mtimeNanos  when it was changed last, since 1970
 */
record KernelAttributes(int mode, int links, long inode, long device, long size, long mtimeNanos) implements BasicFileAttributes {

    private static final int KIND = 0xf000;
    private static final int IS_DIRECTORY = 0x4000;
    private static final int IS_REGULAR = 0x8000;
    private static final int IS_LINK = 0xa000;

    /** Out of a {@code struct statx}. */
    static KernelAttributes of(MemorySegment statx) {
        return new KernelAttributes(Short.toUnsignedInt(statx.get(ValueLayout.JAVA_SHORT, 28)), statx.get(ValueLayout.JAVA_INT, 16),
                statx.get(ValueLayout.JAVA_LONG, 32), (long) statx.get(ValueLayout.JAVA_INT, 136) << 32 | Integer.toUnsignedLong(statx.get(ValueLayout.JAVA_INT, 140)),
                statx.get(ValueLayout.JAVA_LONG, 40),
                TimeUnit.SECONDS.toNanos(statx.get(ValueLayout.JAVA_LONG, 112)) + statx.get(ValueLayout.JAVA_INT, 120));
    }

    /** Says which file it is in words of its own, like those of the Java platform. */
    private record Key(long device, long inode) {
        @Override
        public String toString() {
            return "(dev=" + Long.toHexString(device) + ",ino=" + inode + ")";
        }
    }

    @Override
    public FileTime lastModifiedTime() {
        return FileTime.from(mtimeNanos, TimeUnit.NANOSECONDS);
    }

    /** Nobody asks for it. */
    @Override
    public FileTime lastAccessTime() {
        return lastModifiedTime();
    }

    /** Nobody asks for it. */
    @Override
    public FileTime creationTime() {
        return lastModifiedTime();
    }

    @Override
    public boolean isRegularFile() {
        return (mode & KIND) == IS_REGULAR;
    }

    @Override
    public boolean isDirectory() {
        return (mode & KIND) == IS_DIRECTORY;
    }

    @Override
    public boolean isSymbolicLink() {
        return (mode & KIND) == IS_LINK;
    }

    @Override
    public boolean isOther() {
        return !isRegularFile() && !isDirectory() && !isSymbolicLink();
    }

    @Override
    public Object fileKey() {
        return new Key(device, inode);
    }
}
