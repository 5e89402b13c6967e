package sigil.mcp.core;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds values against one JSON Schema (2020-12), compiled at start-up. A reference out of the schema is never fetched: it fails at start-up
 * or at validation, whichever meets it first.
 */
final class SchemaValidator {
    private static final int MOST_ERRORS = 5;
    private static final JakartaJsonNode.Factory NODES = new JakartaJsonNode.Factory();
    private static final ValidatorFactory FACTORY = new ValidatorFactory()
            .withJsonNodeFactory(NODES)
            .withDefaultDialect(new Dialects.Draft2020Dialect())
            .withSchemaResolver(uri -> SchemaResolver.Result.empty());

    private final Validator validator = FACTORY.createValidator();
    private final URI schema;

    SchemaValidator(JsonObject schema) {
        this.schema = validator.registerSchema(NODES.wrap(schema));
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
        return result.isValid() ? List.of() : result.getErrors().stream()
                .filter(error -> error.getError() != null)
                .map(SchemaValidator::sentence)
                .distinct()
                .limit(MOST_ERRORS)
                .collect(Collectors.toList());
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
