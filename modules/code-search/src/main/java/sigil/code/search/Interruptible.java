package sigil.code.search;

/** A long line that looks at the stop signal while it is read: a large pattern on a large line takes its time, linear though it is. */
final class Interruptible implements CharSequence {

    private static final int LONG = 1 << 14;
    private static final int EVERY = 1 << 14;

    /** Thrown out of a match that must stop. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    private final String text;
    private final StopSignal stop;
    private int reads;

    private Interruptible(String text, StopSignal stop) {
        this.text = text;
        this.stop = stop;
    }

    /** The text itself if it is short. */
    static CharSequence of(String text, StopSignal stop) {
        return text.length() < LONG ? text : new Interruptible(text, stop);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++reads % EVERY == 0 && stop.raised()) {
            throw new Stopped();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
