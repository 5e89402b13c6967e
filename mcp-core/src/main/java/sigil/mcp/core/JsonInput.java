package sigil.mcp.core;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
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

/** Reads JSON that a stranger sent: strict UTF-8 (RFC 8259 section 8.1), bounded depth, nothing after the value. */
public final class JsonInput {
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
     * @throws MalformedJsonException if the bytes are not UTF-8, not one JSON value, or nested too deeply
     */
    public JsonValue read(byte[] utf8) throws MalformedJsonException {
        String text = decode(utf8);
        try (JsonParser parser = parsers.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw new MalformedJsonException("The body goes on after its JSON value.");
            }
            return value;
        } catch (JsonParsingException e) {
            throw new MalformedJsonException("The body is not JSON: line " + e.getLocation().getLineNumber()
                    + ", column " + e.getLocation().getColumnNumber() + ".");
        } catch (JsonException | NoSuchElementException e) {
            throw new MalformedJsonException("The body is not one JSON value.");
        } catch (UnsupportedOperationException e) {
            // what the provider makes of its bound on the length of a number
            throw new MalformedJsonException("The JSON holds a number that is too long.");
        } catch (RuntimeException e) {
            // and of its bound on depth
            throw new MalformedJsonException("The JSON is nested more than " + maxDepth + " levels deep.");
        }
    }

    private static String decode(byte[] utf8) throws MalformedJsonException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("The body is not valid UTF-8.");
        }
    }
}
