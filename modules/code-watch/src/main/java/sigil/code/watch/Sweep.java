package sigil.code.watch;

/**
 * The entering of many directories of which, when all are watched, is told "everything beneath": the first of a root, and whenever nobody knows
 * what happened. Without a sweep what is found in a new directory is told by its name.
 */
final class Sweep {
    final Spot top;
    /** Directories of it that still wait. */
    int waiting;

    Sweep(Spot top) {
        this.top = top;
    }
}
