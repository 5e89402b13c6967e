package sigil.mcp.http;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Tool;

/**
 * One tool as the operation of its path. It is named and described as in {@code tools/list}, within the limits of Actions.
 *
 * @param tool its definition
 * @param open whether no token is needed
 */
record OpenApiOperation(Tool tool, boolean open) {
    /** Of a summary or a description of an operation (clients.md, 2.1). */
    private static final int LONGEST_DESCRIPTION = 300;
    /** Of the description of a parameter. */
    private static final int LONGEST_OF_PARAMETER = 700;
    private static final String JSON = "application/json";
    /** The answer of a tool without an output schema: what a model reads. */
    private static final JsonObject CONTENT = JsonCodec.object()
            .add("type", "object")
            .add("properties", JsonCodec.object().add("content", JsonCodec.object()
                    .add("type", "array")
                    .add("items", JsonCodec.object().add("type", "object").add("properties", JsonValue.EMPTY_JSON_OBJECT))))
            .add("required", JsonCodec.array(List.of("content")))
            .build();

    JsonObjectBuilder path() {
        JsonObjectBuilder operation = JsonCodec.object()
                .add("operationId", tool.name())
                .add("summary", Shortened.to(LONGEST_DESCRIPTION, tool.title()))
                .add("description", Shortened.to(LONGEST_DESCRIPTION, tool.description()))
                // what reads is done without asking each time; whatever else a tool does is confirmed by the person
                .add("x-openai-isConsequential", !tool.annotations().readOnlyHint());
        if (!open) {
            operation.add("security", JsonCodec.array()
                    .add(JsonCodec.object().add(OpenApiDocument.OAUTH, JsonCodec.array(List.of(tool.scope().wire()))))
                    .add(JsonCodec.object().add(OpenApiDocument.KEY, JsonCodec.array())));
        }
        return JsonCodec.object().add("post", operation.add("requestBody", body()).add("responses", responses()));
    }

    private JsonObjectBuilder body() {
        JsonObjectBuilder content = JsonCodec.object().add("schema", schema(tool.inputSchema(), "requestBody"));
        tool.example().ifPresent(example -> content.add("example", example));
        return JsonCodec.object()
                .add("required", tool.inputSchema().get("required") instanceof JsonArray names && !names.isEmpty())
                .add("content", JsonCodec.object().add(JSON, content));
    }

    private JsonObjectBuilder responses() {
        JsonObject answer = tool.answer().or(tool::outputSchema).map(schema -> schema(schema, "responses/200")).orElse(CONTENT);
        JsonObjectBuilder responses = JsonCodec.object().add("200", JsonCodec.object()
                .add("description", "What the tool found.")
                .add("content", JsonCodec.object().add(JSON, JsonCodec.object().add("schema", answer))));
        for (OpenApiProblem problem : OpenApiProblem.possible(open)) {
            responses.add(String.valueOf(problem.status()), JsonCodec.object().add("$ref", "#/components/responses/" + problem.component()));
        }
        return responses;
    }

    private JsonObject schema(JsonObject schema, String place) {
        return new OpenApiSchema("#/paths/" + escaped(Actions.PREFIX + tool.name()) + "/post/" + place + "/content/" + escaped(JSON) + "/schema",
                LONGEST_OF_PARAMETER).of(schema);
    }

    /** As a part of a JSON pointer (RFC 6901 section 3). */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
