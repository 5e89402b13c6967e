package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;
import org.eclipse.parsson.api.JsonConfig;

/** Reads JSON that a stranger sent: strict UTF-8 (RFC 8259 section 8.1), bounded depth, bounded numbers, nothing after the value. */
public final class JsonInput {
    /** For what was written here and comes back. */
    static final int DEEPEST = 200;
    /**
     * How far the decimal point of a number may be from its last digit. Beyond double, which ends at 308, and short of where arithmetic takes
     * seconds: {@code 1e9999999} is ten bytes on the wire and ten million digits in a comparison.
     */
    private static final int FARTHEST_POINT = 1_100;

    private final int maxDepth;
    private final JsonParserFactory parsers;

    /**
     * Creates a reader with its bound.
     *
     * @param maxDepth how deep arrays and objects may be nested, at least 1
     */
    public JsonInput(int maxDepth) {
        this.maxDepth = maxDepth;
        this.parsers = JsonCodec.PROVIDER.createParserFactory(Map.of(JsonConfig.MAX_DEPTH, maxDepth + 1));
    }

    /**
     * Reads one JSON value.
     *
     * @param utf8 the whole text
     * @return the value
     * @throws MalformedJsonException if the bytes are not UTF-8, not one JSON value, nested too deeply, hold half of a surrogate pair, or
     *                                hold a number too long to work with
     */
    public JsonValue read(byte[] utf8) throws MalformedJsonException {
        return parse(decode(utf8));
    }

    /**
     * Reads one JSON value.
     *
     * @param text the whole text
     * @return the value
     * @throws MalformedJsonException if the text is not one JSON value, nested too deeply, holds half of a surrogate pair, or holds a
     *                                number too long to work with
     */
    public JsonValue read(String text) throws MalformedJsonException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new MalformedJsonException("The JSON holds half of a surrogate pair.");
        }
        return parse(text);
    }

    private JsonValue parse(String text) throws MalformedJsonException {
        refuseLoneSurrogates(text);
        try (JsonParser parser = parsers.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw new MalformedJsonException("The body goes on after its JSON value.");
            }
            refuseFarNumbers(value);
            return value;
        } catch (JsonParsingException e) {
            throw new MalformedJsonException("The body is not JSON: " + place(e.getLocation(), text) + ".");
        } catch (JsonException | NoSuchElementException e) {
            throw new MalformedJsonException("The body is not one JSON value.");
        } catch (UnsupportedOperationException | ArithmeticException | NumberFormatException e) {
            // what the provider makes of its bound on the length of a number, and of an exponent that is no int
            throw new MalformedJsonException("The JSON holds a number that is too long.");
        } catch (RuntimeException e) {
            // and of its bound on depth
            throw new MalformedJsonException("The JSON is nested more than " + maxDepth + " levels deep.");
        }
    }

    /** Where a fault is; at the end the provider counts on. */
    private static String place(JsonLocation location, String text) {
        return location.getStreamOffset() > text.length() ? "it ends too early"
                : "line " + location.getLineNumber() + ", column " + location.getColumnNumber();
    }

    private static void refuseFarNumbers(JsonValue value) throws MalformedJsonException {
        switch (value) {
            case JsonObject object -> {
                for (JsonValue member : object.values()) {
                    refuseFarNumbers(member);
                }
            }
            case JsonArray array -> {
                for (JsonValue element : array) {
                    refuseFarNumbers(element);
                }
            }
            // an integer is as long as its digits, which the provider has counted
            case JsonNumber number when !number.isIntegral() && Math.abs((long) number.bigDecimalValue().scale()) > FARTHEST_POINT ->
                    throw new MalformedJsonException("The JSON holds a number that is too long.");
            default -> { }
        }
    }

    private static String decode(byte[] utf8) throws MalformedJsonException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("The body is not valid UTF-8.");
        }
    }

    /** An escape can name half a character, which no UTF-8 can carry back (RFC 8259 section 8.2): an id would not return as it came. */
    private static void refuseLoneSurrogates(String text) throws MalformedJsonException {
        int backslash = text.indexOf('\\');
        while (backslash >= 0 && backslash + 1 < text.length()) {
            int next = backslash + 2;
            if (text.charAt(backslash + 1) == 'u') {
                char first = escaped(text, backslash);
                if (Character.isLowSurrogate(first)
                        || Character.isHighSurrogate(first) && !Character.isLowSurrogate(escaped(text, backslash + 6))) {
                    throw new MalformedJsonException("The JSON holds half of a surrogate pair.");
                }
                next = backslash + (Character.isHighSurrogate(first) ? 12 : 6);
            }
            backslash = text.indexOf('\\', next);
        }
    }

    /** The character of an escape at a place, or NUL where there is none; what is malformed is for the parser to say. */
    private static char escaped(String text, int at) {
        if (at + 6 > text.length() || text.charAt(at) != '\\' || text.charAt(at + 1) != 'u') {
            return 0;
        }
        try {
            return (char) Integer.parseInt(text, at + 2, at + 6, 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
