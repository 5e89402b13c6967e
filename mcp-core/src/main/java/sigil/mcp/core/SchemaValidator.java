package sigil.mcp.core;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Holds values against one JSON Schema (2020-12), compiled at start-up. A reference out of the schema is never fetched: the
 * schema is refused.
 */
final class SchemaValidator {
    private static final int MOST_ERRORS = 5;
    /** A schema that is deeper, or has more parts, is refused before the library sees it. */
    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 5_000;
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");
    private static final JakartaJsonNode.Factory NODES = new JakartaJsonNode.Factory();
    private static final ValidatorFactory FACTORY = new ValidatorFactory()
            .withJsonNodeFactory(NODES)
            .withDefaultDialect(new Dialects.Draft2020Dialect())
            .withSchemaResolver(uri -> SchemaResolver.Result.empty());

    private final Validator validator = FACTORY.createValidator();
    private final URI schema;

    /**
     * Compiles a schema.
     *
     * @param schema a JSON Schema 2020-12
     * @throws IllegalArgumentException if it is none, is of another dialect, refers out of itself or to itself without end, or is too large
     */
    SchemaValidator(JsonObject schema) {
        if (!JsonCodec.string(schema, "$schema").orElse(DIALECT).replaceAll("#$", "").equals(DIALECT)) {
            throw new IllegalArgumentException("The dialect of the schema is not supported: use " + DIALECT + ".");
        }
        bounded(schema, 0, new int[1]);
        try {
            this.schema = validator.registerSchema(NODES.wrap(schema));
            // any value will do to find a reference that leads to itself and nowhere else
            validator.validate(this.schema, NODES.wrap(JsonValue.EMPTY_JSON_OBJECT));
        } catch (JsonSchemaException e) {
            throw new IllegalArgumentException("The schema is not one of " + DIALECT + ": " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("The schema refers to itself without end.", e);
        }
    }

    private static void bounded(JsonValue value, int depth, int[] values) {
        if (depth > DEEPEST || ++values[0] > MOST_VALUES) {
            throw new IllegalArgumentException("The schema is nested more than " + DEEPEST + " levels deep or has more than "
                    + MOST_VALUES + " values.");
        }
        switch (value) {
            case JsonObject object -> object.forEach((name, member) -> {
                if (REFERENCES.contains(name) && member instanceof JsonString target && !target.getString().startsWith("#")) {
                    throw new IllegalArgumentException("The schema refers to " + target.getString()
                            + ": a reference may only lead to a place in the same schema, since nothing is fetched.");
                }
                bounded(member, depth + 1, values);
            });
            case JsonArray array -> array.forEach(element -> bounded(element, depth + 1, values));
            default -> { }
        }
    }

    /**
     * Validates a value.
     *
     * @param value what to hold against the schema
     * @return what is wrong, a sentence each with the place first; empty for a valid value
     */
    List<String> errors(JsonValue value) {
        JsonNode node = NODES.wrap(value);
        Validator.Result result = validator.validate(schema, node);
        if (result.isValid()) {
            return List.of();
        }
        List<String> errors = result.getErrors().stream()
                .filter(error -> error.getError() != null)
                .map(SchemaValidator::sentence)
                .distinct()
                .limit(MOST_ERRORS)
                .toList();
        // what is not valid is never taken for valid because nobody could say why
        return errors.isEmpty() ? List.of("arguments: not valid") : errors;
    }

    private static String sentence(Error error) {
        String place = error.getInstanceLocation();
        String fault = switch (error.getError()) {
            // what additionalProperties says of an argument that does not exist
            case "False schema always fails" -> "there is no such argument";
            case String text when "required".equals(error.getKeyword()) -> text.replace(
                    "Object does not have some of the required properties", "missing").replace("[[", "").replace("]]", "");
            case String text -> text;
        };
        return (place.isEmpty() ? "arguments" : place.substring(1).replace('/', '.')) + ": " + fault;
    }
}
