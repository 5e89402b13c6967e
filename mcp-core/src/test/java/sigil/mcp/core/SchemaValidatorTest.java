package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaValidatorTest {

    @Test
    void aValidValueHasNoErrors() {
        assertThat(errors("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}", "{\"a\":1}"), empty());
    }

    @Test
    void anErrorNamesItsPlace() {
        assertThat(errors("{\"type\":\"object\",\"properties\":{\"a\":{\"properties\":{\"b\":{\"type\":\"integer\",\"maximum\":5}}}}}",
                "{\"a\":{\"b\":9}}"), contains(startsWith("a.b: ")));
        assertThat(errors("{\"required\":[\"query\"]}", "{}"), contains(containsString("query")));
    }

    @Test
    void theKeywordsOf2020_12Count() {
        String schema = "{\"type\":\"object\",\"allOf\":[{\"properties\":{\"a\":true}}],\"unevaluatedProperties\":false}";
        assertThat(errors(schema, "{\"a\":1}"), empty());
        assertThat(errors(schema, "{\"b\":1}"), not(empty()));
        assertThat(errors("{\"prefixItems\":[{\"type\":\"string\"}],\"items\":false}", "[\"a\",1]"), not(empty()));
        assertThat(errors("{\"$defs\":{\"n\":{\"$anchor\":\"num\",\"type\":\"number\"}},\"$ref\":\"#num\"}", "\"x\""), not(empty()));
        assertThat(errors("{\"if\":{\"const\":1},\"then\":{\"minimum\":2}}", "1"), not(empty()));
    }

    @Test
    void aReferenceOutOfTheSchemaIsNeverFollowed() {
        SchemaValidator validator = new SchemaValidator(Text.json("{\"$ref\":\"http://127.0.0.1:1/schema.json\"}").asJsonObject());
        assertThat("refused rather than taken for permissive", validator.errors(Text.json("{}")), not(empty()));
    }

    @Test
    void aSchemaThatIsNoneIsFoundAtStartUp() {
        assertThrows(RuntimeException.class, () -> new SchemaValidator(Text.json("{\"type\":\"nothing\"}").asJsonObject()));
    }

    @Test
    void manyErrorsAreCutToAFew() {
        String properties = IntStream.range(0, 20).mapToObj(i -> "\"p" + i + "\":{\"type\":\"integer\"}").collect(Collectors.joining(","));
        String values = IntStream.range(0, 20).mapToObj(i -> "\"p" + i + "\":\"x\"").collect(Collectors.joining(","));
        assertThat(errors("{\"properties\":{" + properties + "}}", "{" + values + "}"), hasSize(5));
    }

    @Test
    void oneValidatorServesManyThreads() throws Exception {
        SchemaValidator validator = new SchemaValidator(Text.json("{\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"integer\"}}}")
                .asJsonObject());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> tasks = IntStream.range(0, 500).<Callable<Boolean>>mapToObj(i -> () ->
                    validator.errors(Text.json("{\"a\":" + (i % 2 == 0 ? "1" : "\"x\"") + "}")).isEmpty() == (i % 2 == 0)).toList();
            for (var future : executor.invokeAll(tasks)) {
                assertThat(future.get(), org.hamcrest.Matchers.is(true));
            }
        }
    }

    private static List<String> errors(String schema, String value) {
        return new SchemaValidator(Text.json(schema).asJsonObject()).errors(Text.json(value));
    }
}
