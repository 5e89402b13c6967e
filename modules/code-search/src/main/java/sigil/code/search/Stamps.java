package sigil.code.search;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import sigil.code.index.FileKind;
import sigil.code.index.IndexedFile;
import sigil.code.index.Stamp;

/** By what a file on the disk is recognised. */
final class Stamps {

    private Stamps() {
    }

    static Stamp of(BasicFileAttributes attributes) {
        if (attributes instanceof KernelAttributes known) {
            return new Stamp(known.size(), known.mtimeNanos(), known.inode());
        }
        return new Stamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), inode(attributes.fileKey()));
    }

    /** The file's number out of {@code (dev=…,ino=…)}: that of the device may be another after the machine was started anew. */
    private static long inode(Object key) {
        if (key == null) {
            return 0;
        }
        var text = key.toString();
        int from = text.indexOf("ino=") + 4;
        if (from < 4 || !text.endsWith(")")) {
            return key.hashCode();
        }
        try {
            return Long.parseLong(text, from, text.length() - 1, 10);
        } catch (NumberFormatException e) {
            return key.hashCode();
        }
    }

    /** Whether what the index says of a file still holds. */
    static boolean current(IndexedFile file, Stamp now, int largestFile) {
        boolean sizeJudged = (file.kind() == FileKind.TOO_LARGE) == now.size() > largestFile;
        return sizeJudged && file.stamp().equals(now);
    }
}
