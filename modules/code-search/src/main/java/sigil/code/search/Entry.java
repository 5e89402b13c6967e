package sigil.code.search;

/**
 * Something a listing shows.
 *
 * @param path repository-relative, with {@code /}
 * @param kind what it is
 * @param size bytes of a file or of what a link leads to; of a directory, how many entries of it are served
 */
public record Entry(String path, Kind kind, long size) {

    /** What an entry is. */
    public enum Kind {
        /** a regular file */
        FILE,
        /** a directory */
        DIRECTORY,
        /** a symbolic link to something that is served; never followed when walking */
        LINK
    }

    /** @return the last segment of the path */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
