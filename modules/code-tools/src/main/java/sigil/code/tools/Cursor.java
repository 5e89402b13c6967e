package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;

/** Where a page ended, in a form that a client hands back without looking at it. It holds no state and fits only the question it came from. */
final class Cursor {

    /** Entries, the question they answer, and their arrangement if there are several. */
    private static final Pattern PARTS = Pattern.compile("([1-9][0-9]{0,8})\\.([0-9a-f]{8})(?:\\.([0-9a-f]{8}))?");
    /** What may change from page to page. */
    private static final Set<String> PAGE = Set.of("cursor", "max_entries", "max_results");

    private Cursor() {
    }

    /** A cursor for what follows after so many entries of the answer to these arguments. */
    static String after(int entries, JsonObject arguments) {
        return after(entries, arguments, 0);
    }

    /** The same where entries may come in different arrangements, of which this was one. */
    static String after(int entries, JsonObject arguments, int arrangement) {
        String text = entries + "." + question(arguments) + (arrangement == 0 ? "" : "." + HexFormat.of().toHexDigits(arrangement));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Says in both forms of an answer to these arguments how to go on after so many entries. */
    static void goOn(int entries, JsonObject arguments, StringBuilder text, JsonObjectBuilder object) {
        goOn(entries, arguments, 0, text, object);
    }

    /** The same where entries may come in different arrangements, of which this was one. */
    static void goOn(int entries, JsonObject arguments, int arrangement, StringBuilder text, JsonObjectBuilder object) {
        String cursor = after(entries, arguments, arrangement);
        object.add("next_cursor", cursor);
        text.append("\nmore: cursor=").append(cursor);
    }

    /** How many entries to pass over; 0 without a cursor. */
    static int in(JsonObject arguments) {
        return parts(arguments).map(parts -> Integer.parseInt(parts.group(1))).orElse(0);
    }

    /** Whether the entries come in the arrangement in which the page before this one came; so it is without a page before. */
    static boolean goesOnIn(int arrangement, JsonObject arguments) {
        return parts(arguments).map(parts -> parts.group(3) == null ? arrangement == 0
                : parts.group(3).equals(HexFormat.of().toHexDigits(arrangement))).orElse(true);
    }

    /** What a first line says where the entries do not; else nothing. */
    static String saidOfOrder(int arrangement, JsonObject arguments) {
        return goesOnIn(arrangement, arguments) ? ""
                : "; files come in another order than on the page before: lines may come twice or be missing, ask without a cursor to see all";
    }

    private static Optional<MatchResult> parts(JsonObject arguments) {
        if (!arguments.containsKey("cursor")) {
            return Optional.empty();
        }
        try {
            Matcher matcher = PARTS.matcher(new String(Base64.getUrlDecoder().decode(arguments.getString("cursor")), StandardCharsets.US_ASCII));
            if (matcher.matches() && matcher.group(2).equals(question(arguments))) {
                return Optional.of(matcher.toMatchResult());
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
