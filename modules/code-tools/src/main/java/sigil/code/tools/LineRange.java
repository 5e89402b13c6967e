package sigil.code.tools;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sigil.mcp.core.ToolException;

/**
 * The argument {@code lines} of a prompt.
 *
 * @param first from 1
 * @param last  with it, not before the first
 */
record LineRange(int first, int last) {
    static final LineRange ALL = new LineRange(1, Integer.MAX_VALUE);
    private static final Pattern FORM = Pattern.compile("\\s*([0-9]{1,9})\\s*(?:-\\s*([0-9]{1,9})\\s*)?");

    static LineRange parse(String text) {
        if (text.isBlank()) {
            return ALL;
        }
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            int first = Integer.parseInt(form.group(1));
            int last = form.group(2) == null ? first : Integer.parseInt(form.group(2));
            if (first >= 1 && last >= first) {
                return new LineRange(first, last);
            }
        }
        throw new ToolException("lines: \"" + Shown.inline(text) + "\" is no range of lines. Give one such as 120-180, or none for all.");
    }

    boolean all() {
        return equals(ALL);
    }
}
