package sigil.code.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;

/** How a {@link FolderCursor} gets from one directory to another. For one thread. */
sealed interface FolderWay extends AutoCloseable {

    /** The way that is the shortest here, to be closed. */
    static FolderWay from(Folder root) {
        return root instanceof KernelFolder kernel && Kernel.isLeaping() ? new Leaps(kernel) : new Steps(root);
    }

    /** Sets out for a directory beneath the root, given by the names that lead there; those of a number of them lead where it stands. */
    void to(String[] names, int count, int common) throws IOException;

    /** The directory that so many of the names lead to, at least as many as are common: open until the next one is asked for. */
    Folder step(int names) throws IOException;

    @Override
    void close();

    /** Opens one directory after the other, and keeps them open. */
    final class Steps implements FolderWay {
        private final ArrayList<Folder> open = new ArrayList<>();
        private String[] names = {};

        Steps(Folder root) {
            open.add(root);
        }

        @Override
        public void to(String[] names, int count, int common) {
            this.names = names;
            while (open.size() > common + 1) {
                open.removeLast().close();
            }
        }

        @Override
        public Folder step(int count) throws IOException {
            if (count == open.size()) {
                open.add(open.getLast().folder(names[count - 1]));
            }
            return open.get(count);
        }

        @Override
        public void close() {
            while (!open.isEmpty()) {
                open.removeLast().close();
            }
        }
    }

    /** Opens the last directory alone, and looks at those above it from there: they are what they are for that one, whatever has their names. */
    final class Leaps implements FolderWay {
        private final KernelFolder root;
        private KernelFolder last;
        private int depth;

        Leaps(KernelFolder root) {
            this.root = root;
            this.last = root;
        }

        @Override
        public void to(String[] names, int count, int common) throws IOException {
            if (count != common || depth != count) {
                leave();
                if (count > 0) {
                    last = root.leap(String.join("/", Arrays.asList(names).subList(0, count)));
                    depth = count;
                }
            }
        }

        @Override
        public Folder step(int count) {
            return count == depth ? last : last.above(depth - count);
        }

        private void leave() {
            if (depth > 0) {
                last.close();
            }
            last = root;
            depth = 0;
        }

        @Override
        public void close() {
            leave();
            root.close();
        }
    }
}
