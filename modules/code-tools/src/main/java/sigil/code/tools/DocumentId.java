package sigil.code.tools;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sigil.mcp.core.ToolException;

/**
 * A document as {@code search} names it for {@code fetch}: {@code hello::src/Greeter.java}, or lines of it, {@code hello::src/Greeter.java#L10-L60}.
 *
 * @param repository a name
 * @param path       of a file
 * @param lines      which of it
 */
record DocumentId(String repository, String path, LineRange lines) {
    private static final Pattern FORM = Pattern.compile("(?s)([^:]+)::(.+?)(?:#L([0-9]{1,9})(?:-L([0-9]{1,9}))?)?");

    static DocumentId of(String repository, String path) {
        return new DocumentId(repository, path, LineRange.ALL);
    }

    static DocumentId parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            int first = form.group(3) == null ? 1 : Integer.parseInt(form.group(3));
            int last = form.group(3) == null ? LineRange.ALL.last() : form.group(4) == null ? first : Integer.parseInt(form.group(4));
            if (first >= 1 && last >= first) {
                return new DocumentId(form.group(1), form.group(2), new LineRange(first, last));
            }
        }
        throw new ToolException("id: \"" + Shown.inline(text) + "\" is no document. Give an id from search, such as repository::path or"
                + " repository::path#L10-L60.");
    }

    DocumentId at(LineRange range) {
        return new DocumentId(repository, path, range);
    }

    /** The lines, as they stand at the end of an id and of a link; nothing for all of them. */
    String fragment() {
        return lines.all() ? "" : "#L" + lines.first() + (lines.last() == LineRange.ALL.last() ? "" : "-L" + lines.last());
    }

    @Override
    public String toString() {
        // without an end it would be one line
        return repository + "::" + path + (lines.all() || lines.last() < LineRange.ALL.last() ? fragment() : fragment() + "-L999999999");
    }
}
