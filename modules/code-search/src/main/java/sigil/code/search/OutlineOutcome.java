package sigil.code.search;

import sigil.code.symbols.Outline;

/** What asking for the outline of a file answers. */
public sealed interface OutlineOutcome {

    /**
     * An outline.
     *
     * @param path    the file's real path in the repository
     * @param outline what it defines
     */
    record Outlined(String path, Outline outline) implements OutlineOutcome {
    }

    /**
     * A file whose language is not understood, or that is no text.
     *
     * @param path the file's real path in the repository
     */
    record NotUnderstood(String path) implements OutlineOutcome {
    }

    /**
     * No file to read.
     *
     * @param reason why
     */
    record Unread(WholeOutcome reason) implements OutlineOutcome {
    }
}
