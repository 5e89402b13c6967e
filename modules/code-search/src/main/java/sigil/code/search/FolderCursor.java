package sigil.code.search;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Opens files of one tree by their real relative paths, from the root down, and keeps the directories on the way open: files in walk
 * order cost few steps each. For one thread.
 */
final class FolderCursor implements AutoCloseable {

    private final ArrayList<String> names = new ArrayList<>();
    private final ArrayList<Folder> folders = new ArrayList<>();

    FolderCursor(Path root) throws IOException {
        folders.add(Folder.open(root));
    }

    /** Opens a regular file. */
    SeekableByteChannel file(String path) throws IOException {
        var segments = path.split("/");
        int directories = segments.length - 1;
        int common = 0;
        while (common < directories && common < names.size() && names.get(common).equals(segments[common])) {
            common++;
        }
        while (names.size() > common) {
            names.removeLast();
            folders.removeLast().close();
        }
        for (int i = common; i < directories; i++) {
            folders.add(folders.getLast().folder(segments[i]));
            names.add(segments[i]);
        }
        return folders.getLast().file(segments[directories]);
    }

    @Override
    public void close() {
        while (!folders.isEmpty()) {
            folders.removeLast().close();
        }
    }
}
