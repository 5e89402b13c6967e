package sigil.mcp.http;

import java.util.Locale;

/**
 * What kinds of answer a client takes. Lenient: a missing header, and one that names neither kind, is read as JSON, since some clients send
 * the wrong one.
 *
 * @param json   one JSON object
 * @param stream an SSE stream
 */
record Accept(boolean json, boolean stream) {
    private static final String JSON = "application/json";
    private static final String STREAM = "text/event-stream";
    private static final Accept BOTH = new Accept(true, true);

    static Accept parse(String header) {
        if (header.isEmpty() || header.equals("*/*") || header.equals(JSON + ", " + STREAM)) {
            return BOTH;
        }
        boolean json = false;
        boolean stream = false;
        for (String range : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            if (refused(parts)) {
                continue;
            }
            String type = parts[0].trim();
            json |= type.equals(JSON) || type.equals("application/*") || type.equals("*/*");
            stream |= type.equals(STREAM) || type.equals("text/*") || type.equals("*/*");
        }
        return new Accept(json || !stream, stream);
    }

    private static boolean refused(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].replace(" ", "").matches("q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }
}
