package sigil.mcp.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far the index of a repository is: on a terminal one line that is written again and again, with a bar, the rate and the time that is left;
 * elsewhere a line a second.
 */
final class IndexProgress {
    private static final long TERMINAL_NANOS = 100_000_000;
    private static final long PLAIN_NANOS = 1_000_000_000;
    private static final int BAR = 24;
    private static final int LEAST_BAR = 10;
    /** What stands around the bar. */
    private static final int FRAME = 4;
    /** A line that is longer than the terminal is wide cannot be written over. The last column is left free. */
    private static final int COLUMNS = 79;
    /** The rate of the first moment says nothing about the rest. */
    private static final double RATE_AFTER = 0.5;
    private static final double MEGABYTE = 1 << 20;

    private final PrintWriter writer;
    private final boolean terminal;
    private final String repository;
    private final LongSupplier nanos;
    private final long begin;
    private long shownAt;
    private int width;

    /**
     * Nothing is shown yet.
     *
     * @param nanos the time, as {@link System#nanoTime} tells it
     */
    IndexProgress(PrintWriter writer, boolean terminal, String repository, LongSupplier nanos) {
        this.writer = writer;
        this.terminal = terminal;
        this.repository = repository;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
        this.shownAt = begin;
    }

    /** Whether enough time has gone by to show something. */
    boolean due() {
        return nanos.getAsLong() - shownAt >= (terminal ? TERMINAL_NANOS : PLAIN_NANOS);
    }

    /**
     * Shows how far it is.
     *
     * @param files    done
     * @param allFiles that there are
     * @param bytes    that the files have that are done
     * @param allBytes that all have
     */
    void show(long files, long allFiles, long bytes, long allBytes) {
        shownAt = nanos.getAsLong();
        double seconds = (shownAt - begin) / 1e9;
        double done = allBytes > 0 ? (double) bytes / allBytes : allFiles > 0 ? (double) files / allFiles : 0;
        done = Math.clamp(done, 0, 1);
        String begin = files + " of " + allFiles + " files";
        String rate = seconds < RATE_AFTER ? "" : String.format(Locale.ROOT, "  %.1f MB/s", bytes / MEGABYTE / seconds);
        String filesRate = seconds < RATE_AFTER ? "" : String.format(Locale.ROOT, "  %.0f files/s", files / seconds);
        String left = seconds < RATE_AFTER || done <= 0 ? "" : "  " + time(seconds * (1 - done) / done) + " left";
        if (terminal) {
            String percent = String.format(Locale.ROOT, " %3.0f %%  ", 100 * done);
            String most = begin + rate + filesRate + left;
            String numbers = repository.length() + LEAST_BAR + FRAME + percent.length() + most.length() <= COLUMNS ? most : begin + rate + left;
            int room = COLUMNS - FRAME - percent.length() - numbers.length();
            String name = repository.substring(0, Math.clamp(room - LEAST_BAR, 0, repository.length()));
            int bar = Math.clamp(room - name.length(), 0, BAR);
            int filled = (int) Math.round(done * bar);
            overwrite(name + "  [" + "#".repeat(filled) + ".".repeat(bar - filled) + "]" + percent + numbers);
        } else {
            writer.println(String.format(Locale.ROOT, "%s: %.0f %%, %s", repository, 100 * done, (begin + rate + filesRate + left).replace("  ", ", ")));
        }
        writer.flush();
    }

    /** Takes away what was shown, so that a result can take its place. */
    void clear() {
        if (terminal && width > 0) {
            overwrite("");
            writer.print('\r');
            writer.flush();
        }
    }

    private void overwrite(String line) {
        writer.print('\r' + line + " ".repeat(Math.max(0, width - line.length())));
        width = line.length();
    }

    private static String time(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 100 ? whole + " s" : whole < 6_000 ? whole / 60 + " min" : whole / 3_600 + " h " + whole / 60 % 60 + " min";
    }
}
