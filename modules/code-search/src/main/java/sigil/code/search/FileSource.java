package sigil.code.search;

import java.io.IOException;

/** Where a search gets the files from that it looks into. */
interface FileSource {

    /** Offers the files of a repository in path order, as long as they are taken. */
    void offer(Repository repository, Taker taker);

    /** Opens what was offered. */
    FolderCursor cursor(Repository repository) throws IOException;

    /** Who looks into files. */
    interface Taker {

        /** Takes a file to look into; answers whether more are wanted. */
        boolean take(Entry file);

        /** Hears of files into which it need not look: so many of text, and so many that are none or too large. */
        void pass(int text, int binary, int tooLarge);

        /** Whether more are wanted. */
        boolean goOn();
    }
}
