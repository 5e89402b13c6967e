package sigil.code.tools;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;

/** Where a page ended, in a form that a client hands back without looking at it. It holds no state and fits only the question it came from. */
final class Cursor {

    /** What may change from page to page. */
    private static final Set<String> PAGE = Set.of("cursor", "max_entries", "max_results");

    private Cursor() {
    }

    /** A cursor for what follows after so many entries of the answer to these arguments. */
    static String after(int entries, JsonObject arguments) {
        String text = entries + "." + question(arguments);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** How many entries to pass over; 0 without a cursor. */
    static int in(JsonObject arguments) {
        if (!arguments.containsKey("cursor")) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(arguments.getString("cursor")), StandardCharsets.US_ASCII);
            int dot = text.indexOf('.');
            if (dot > 0 && text.substring(dot + 1).equals(question(arguments))) {
                int entries = Integer.parseInt(text.substring(0, dot));
                if (entries > 0) {
                    return entries;
                }
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ToolException("cursor: this is not the next_cursor of a page with the same arguments. Ask again without a cursor.");
    }

    private static String question(JsonObject arguments) {
        CRC32 sum = new CRC32();
        arguments.entrySet().stream()
                .filter(entry -> !PAGE.contains(entry.getKey()))
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(entry -> {
                    sum.update(entry.getKey().getBytes(StandardCharsets.UTF_8));
                    sum.update(JsonCodec.bytes(entry.getValue()));
                });
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
