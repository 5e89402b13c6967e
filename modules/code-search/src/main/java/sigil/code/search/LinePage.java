package sigil.code.search;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a file's bytes as they come, counts its lines and keeps those of one page, in memory bounded by the page. */
final class LinePage {

    static final String CLIPPED = " …[clipped]";
    static final int LONGEST_LINE = 2000;

    private record Kept(int number, byte[] bytes, boolean clipped) {
    }

    private final int first;
    private final int last;
    private final long budget;
    private final byte[] line;
    private final List<Kept> kept = new ArrayList<>();
    private int length;
    private boolean overlong;
    private boolean open;
    private boolean lastWasReturn;
    private int number = 1;
    private long spent;
    private boolean full;

    /**
     * A page.
     *
     * @param first  first line, from 1
     * @param last   last line, with it
     * @param budget bytes of text the page may hold; a first line is kept in any case
     */
    LinePage(int first, int last, int budget) {
        this.first = first;
        this.last = last;
        this.budget = budget;
        this.line = new byte[Math.min(4 * LONGEST_LINE, Math.max(16, budget))];
    }

    void accept(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && bytes[end] != '\n') {
                end++;
            }
            if (end > at) {
                open = true;
                lastWasReturn = bytes[end - 1] == '\r';
                take(bytes, at, end);
            }
            if (end < to) {
                endLine();
                end++;
            }
            at = end;
        }
    }

    /** The last line, if it has no end. */
    void finish() {
        if (open) {
            lastWasReturn = false;
            endLine();
        }
    }

    private void take(byte[] bytes, int from, int to) {
        if (number < first || number > last || full) {
            return;
        }
        int taken = Math.min(to - from, line.length - length);
        System.arraycopy(bytes, from, line, length, taken);
        length += taken;
        overlong |= taken < to - from;
    }

    private void endLine() {
        if (number >= first && number <= last && !full) {
            int end = length;
            if (overlong) {
                end = whole(length);
            } else if (lastWasReturn) {
                end--;
            }
            if (!kept.isEmpty() && spent + end + 1 > budget) {
                full = true;
            } else {
                spent += end + 1;
                kept.add(new Kept(number, Arrays.copyOf(line, end), overlong));
            }
        }
        length = 0;
        overlong = false;
        open = false;
        lastWasReturn = false;
        number++;
    }

    /** Drops a sequence that the end of the buffer cut. */
    private int whole(int end) {
        int lead = end - 1;
        while (lead > 0 && lead > end - 4 && (line[lead] & 0xc0) == 0x80) {
            lead--;
        }
        int b = line[lead] & 0xff;
        int needed = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc0 ? 2 : 1;
        return lead + needed > end ? lead : end;
    }

    int totalLines() {
        return number - 1;
    }

    boolean truncated() {
        return full;
    }

    int nextLine() {
        int next = full ? kept.getLast().number() + 1 : last < Integer.MAX_VALUE ? last + 1 : Integer.MAX_VALUE;
        return next <= totalLines() ? next : 0;
    }

    /** The kept lines, decoded. */
    List<ReadOutcome.Line> lines(TextEncoding encoding) {
        var charset = encoding == TextEncoding.WINDOWS_1252 ? Charset.forName(encoding.label()) : StandardCharsets.UTF_8;
        return kept.stream().map(k -> {
            var text = new String(k.bytes(), charset);
            boolean clipped = k.clipped() || text.length() > LONGEST_LINE;
            return new ReadOutcome.Line(k.number(), clipped ? Clip.beginning(text, LONGEST_LINE) + CLIPPED : text, clipped);
        }).toList();
    }
}
