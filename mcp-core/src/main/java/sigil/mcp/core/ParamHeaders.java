package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The arguments of a tool that a client repeats in headers (2026-07-28, Streamable HTTP, "Custom Headers from Tool Parameters"). */
final class ParamHeaders {
    private static final String ANNOTATION = "x-mcp-header";
    private static final String PREFIX = "Mcp-Param-";
    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> TYPES = Set.of("string", "integer", "boolean");
    /** Keywords whose members are named by whoever wrote the schema. */
    private static final Set<String> NAMES = Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    /** Keywords whose values are no schemas. */
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");
    private static final BigDecimal SAFE = BigDecimal.valueOf((1L << 53) - 1);

    private final List<Param> params;

    private record Param(List<String> path, String header) {
    }

    private ParamHeaders(List<Param> params) {
        this.params = List.copyOf(params);
    }

    /**
     * Reads the annotations of an input schema.
     *
     * @throws IllegalArgumentException if one stands where the specification does not allow it, which would cost the tool its place in the
     *                                  lists of clients
     */
    static ParamHeaders of(JsonObject inputSchema) {
        List<Param> params = new ArrayList<>();
        collect(inputSchema, List.of(), params);
        if (params.size() != count(inputSchema, false)) {
            throw new IllegalArgumentException(ANNOTATION + " may only stand at a property that a chain of properties leads to.");
        }
        Set<String> names = new HashSet<>();
        params.forEach(param -> {
            if (!names.add(param.header().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("Two properties have the " + ANNOTATION + " " + param.header() + ".");
            }
        });
        return new ParamHeaders(params);
    }

    private static void collect(JsonObject schema, List<String> path, List<Param> found) {
        JsonCodec.object(schema, "properties").ifPresent(properties -> properties.forEach((name, value) -> {
            if (value instanceof JsonObject property) {
                List<String> here = new ArrayList<>(path);
                here.add(name);
                if (property.containsKey(ANNOTATION)) {
                    found.add(new Param(List.copyOf(here), PREFIX + name(property)));
                }
                collect(property, here, found);
            }
        }));
    }

    private static String name(JsonObject property) {
        String name = JsonCodec.string(property, ANNOTATION).orElse("");
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException(ANNOTATION + " must be a token of RFC 9110 and not: " + property.get(ANNOTATION));
        }
        if (!TYPES.contains(JsonCodec.string(property, "type").orElse(""))) {
            throw new IllegalArgumentException(ANNOTATION + " may only stand at a string, an integer or a boolean: " + name);
        }
        return name;
    }

    /** How many annotations there are, wherever they stand. What has the names of properties has no keywords, and values have none. */
    private static int count(JsonValue value, boolean names) {
        return switch (value) {
            case JsonObject object -> object.entrySet().stream()
                    .filter(member -> names || !VALUES.contains(member.getKey()))
                    .mapToInt(member -> (!names && member.getKey().equals(ANNOTATION) ? 1 : 0)
                            + count(member.getValue(), !names && NAMES.contains(member.getKey())))
                    .sum();
            case JsonArray array -> array.stream().mapToInt(element -> count(element, false)).sum();
            default -> 0;
        };
    }

    /**
     * Holds headers against arguments.
     *
     * @throws RpcException -32020 if one is missing, superfluous, malformed or different
     */
    void check(JsonObject arguments, MessageHeaders headers) {
        for (Param param : params) {
            check(param.header(), value(arguments, param.path()), headers.all().apply(param.header()));
        }
    }

    private static void check(String header, Optional<JsonValue> value, List<String> sent) {
        if (sent.size() > 1) {
            throw MirroredName.mismatch(header + " is there more than once.");
        }
        if (value.isEmpty() != sent.isEmpty()) {
            throw MirroredName.mismatch(header + (sent.isEmpty() ? " is missing." : " has no counterpart in the arguments."));
        }
        if (value.isPresent() && !equal(value.get(), MirroredName.decode(header, sent.getFirst()))) {
            throw MirroredName.mismatch(header + " does not match the arguments.");
        }
    }

    private static Optional<JsonValue> value(JsonObject arguments, List<String> path) {
        JsonValue at = arguments;
        for (String name : path) {
            at = at instanceof JsonObject object ? object.get(name) : null;
        }
        return Optional.ofNullable(at).filter(found -> found.getValueType() != JsonValue.ValueType.NULL);
    }

    private static boolean equal(JsonValue value, String header) {
        return switch (value) {
            case JsonString string -> string.getString().equals(header);
            case JsonNumber number -> number(header).filter(sent -> sent.abs().compareTo(SAFE) <= 0
                    && sent.compareTo(number.bigDecimalValue()) == 0).isPresent();
            default -> value.toString().equals(header);
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > 32 ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
