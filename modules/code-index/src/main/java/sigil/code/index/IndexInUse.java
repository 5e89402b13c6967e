package sigil.code.index;

import java.io.IOException;

/** Another process, or another part of this one, writes the index. */
public final class IndexInUse extends IOException {
    private static final long serialVersionUID = 1L;

    IndexInUse() {
        super("the index is written by another process; it can be read meanwhile");
    }
}
