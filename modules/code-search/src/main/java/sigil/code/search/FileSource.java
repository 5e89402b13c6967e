package sigil.code.search;

import java.io.IOException;

/** Where a search gets the files from that it looks into. */
interface FileSource {

    /** How often it wants to be asked for the files of all repositories, each time in the same order of them. */
    default int passes() {
        return 1;
    }

    /** Offers the files of a repository as long as they are taken: a source of one pass in path order. Once for each pass, from 0. */
    void offer(Repository repository, int pass, Taker taker);

    /** A number that is the same for two searches that met the same files in the same order; 0 for path order. */
    default int arrangement() {
        return 0;
    }

    /** Opens what was offered. */
    FolderCursor cursor(Repository repository) throws IOException;

    /** Who looks into files. */
    interface Taker {

        /** Takes a file to look into; answers whether more are wanted. */
        boolean take(Entry file);

        /** Hears of files into which it need not look: so many of text, and so many that are none or too large. */
        void pass(int text, int binary, int tooLarge);

        /** Hears of directories that could not be entered: what is in them is not offered. */
        void leave(int directories);

        /** Whether more are wanted. */
        boolean goOn();
    }
}
