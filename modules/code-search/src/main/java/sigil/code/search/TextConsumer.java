package sigil.code.search;

import java.io.IOException;
import sigil.code.index.NewFile;

/**
 * Keeps something of its own about every file that the indexer reads, so that each is read once for all who want its text. It is told of every
 * file in every repository that is served, between {@link #open} and {@link #close}, by the process that writes the index; an
 * {@code IOException} ends that, and it is tried again later.
 *
 * <p>{@link #put} may be called by several threads at once, never at once for the same file; all else by one thread, while nobody is putting
 * anything in. What is saved here is saved before the index of text is: it may know what that one does not, and is then told once more.
 */
public interface TextConsumer extends AutoCloseable {

    /**
     * This process writes the index from now on.
     *
     * @throws IOException if there is no writing to where this keeps its things
     */
    void open() throws IOException;

    /**
     * Whether files of a repository may be missing here although the index of text has them, because this was begun anew: then each is read
     * again.
     *
     * @param repository its name
     * @return whether all are to be read
     */
    boolean lacks(String repository);

    /**
     * A file was read, for the first time or again. Files that are no text come too, without any.
     *
     * @param file the file; its bytes change as soon as this returns
     * @throws IOException if this cannot be written
     */
    void put(NewFile file) throws IOException;

    /**
     * A file is not there, or not served, any more.
     *
     * @param repository the name of its repository
     * @param path       its path
     * @throws IOException as in {@link #put}
     */
    void remove(String repository, String path) throws IOException;

    /**
     * Nothing beneath a directory is there, or served, any more.
     *
     * @param repository the name of its repository
     * @param directory  its path; empty for the whole repository
     * @throws IOException as in {@link #put}
     */
    void removeBeneath(String repository, String directory) throws IOException;

    /**
     * Every file of a repository has been told; from the next {@link #save} on it is not lacking any more.
     *
     * @param repository its name
     * @throws IOException as in {@link #put}
     */
    void complete(String repository) throws IOException;

    /**
     * Whoever asks from now on is to see what was told so far.
     *
     * @throws IOException as in {@link #put}
     */
    void publish() throws IOException;

    /**
     * What was told so far is to outlive the process.
     *
     * @throws IOException as in {@link #put}
     */
    void save() throws IOException;

    /** This process writes the index no longer; what was not saved may be lost. */
    @Override
    void close();
}
