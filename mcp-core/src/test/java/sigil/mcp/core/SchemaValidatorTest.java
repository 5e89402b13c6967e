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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    // behaviour: schema.2020-12
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // schema | what it allows | what it does not
        "{\"type\":\"object\",\"allOf\":[{\"properties\":{\"a\":true}}],\"unevaluatedProperties\":false}      | {\"a\":1}         | {\"b\":1}",
        "{\"prefixItems\":[{\"type\":\"string\"}],\"items\":false}                                        | [\"a\"]           | [\"a\",1]",
        "{\"prefixItems\":[true],\"contains\":{\"const\":2},\"unevaluatedItems\":false}                   | [1,2]             | [1,2,3]",
        "{\"$defs\":{\"n\":{\"$anchor\":\"num\",\"type\":\"number\"}},\"$ref\":\"#num\"}                    | 1                 | \"x\"",
        "{\"$defs\":{\"n\":{\"type\":\"number\"}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/n\"}}}          | {\"a\":1}         | {\"a\":\"x\"}",
        "{\"$dynamicAnchor\":\"n\",\"type\":\"object\",\"properties\":{\"c\":{\"$dynamicRef\":\"#n\"}}}       | {\"c\":{\"c\":{}}} | {\"c\":{\"c\":1}}",
        "{\"properties\":{\"c\":{\"$ref\":\"#\"}},\"additionalProperties\":false}                        | {\"c\":{\"c\":{}}} | {\"c\":{\"d\":1}}",
        "{\"if\":{\"const\":1},\"then\":{\"minimum\":1},\"else\":{\"minimum\":5}}                         | 5                 | 4",
        "{\"if\":{\"minimum\":1},\"then\":{\"maximum\":3}}                                             | 0                 | 4",
        "{\"oneOf\":[{\"type\":\"integer\"},{\"minimum\":5}]}                                            | 5.5               | 6",
        "{\"anyOf\":[{\"type\":\"integer\"},{\"minimum\":5}]}                                            | 6                 | 0.5",
        "{\"not\":{\"type\":\"integer\"}}                                                              | 0.5               | 1",
        "{\"dependentRequired\":{\"a\":[\"b\"]}}                                                         | {\"b\":1}         | {\"a\":1}",
        "{\"dependentSchemas\":{\"a\":{\"required\":[\"b\"]}}}                                           | {\"a\":1,\"b\":1} | {\"a\":1}",
        "{\"propertyNames\":{\"pattern\":\"^[a-z]+$\"}}                                                | {\"a\":1}         | {\"A\":1}",
        "{\"patternProperties\":{\"^x\":{\"type\":\"integer\"}}}                                         | {\"xa\":1}        | {\"xa\":\"1\"}",
        "{\"contains\":{\"const\":1},\"minContains\":2,\"maxContains\":3}                               | [1,1]             | [1,1,1,1]",
        "{\"uniqueItems\":true}                                                                         | [1,\"1\"]         | [1,1.0]",
        "{\"multipleOf\":0.1}                                                                           | 0.3               | 0.35",
        "{\"exclusiveMinimum\":1,\"exclusiveMaximum\":2}                                               | 1.5               | 2",
        "{\"minProperties\":1,\"maxProperties\":1}                                                     | {\"a\":1}         | {}",
        "{\"minLength\":2,\"maxLength\":2}                                                             | \"😀😀\"          | \"😀\"",
        "{\"enum\":[\"a\",null,{\"b\":1}]}                                                             | {\"b\":1.0}       | {\"b\":2}",
        "{\"type\":\"integer\"}                                                                        | 1.0               | 1.5",
        "{\"type\":[\"string\",\"null\"]}                                                              | null              | 1",
        "{\"$comment\":\"c\",\"title\":\"t\",\"x-unknown\":{\"$ref\":7},\"const\":1}                     | 1                 | 2"})
    void theKeywordsOf2020_12Count(String schema, String allowed, String refused) {
        assertThat(errors(schema, allowed), empty());
        assertThat(errors(schema, refused), not(empty()));
    }

    // behaviour: schema.no-network
    @ParameterizedTest
    @ValueSource(strings = {"{\"$ref\":\"http://127.0.0.1:1/schema.json\"}", "{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}",
        "{\"properties\":{\"a\":{\"items\":[{\"$ref\":\"other.json\"}]}}}", "{\"$dynamicRef\":\"file:///etc/passwd\"}", "{\"$ref\":\"\"}",
        "{\"$id\":\"http://example.com/a\",\"$ref\":\"b\"}", "{\"$ref\":\"//example.com/a\"}"})
    void aReferenceOutOfTheSchemaIsNeverFollowed(String schema) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new SchemaValidator(Text.object(schema)));
        assertThat(e.getMessage(), containsString("nothing is fetched"));
    }

    // behaviour: schema.dialect
    @Test
    void anotherDialectIsRefusedByItsName() {
        for (String dialect : List.of("http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema", "", "urn:own")) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                    () -> new SchemaValidator(Text.object("{\"$schema\":\"" + dialect + "\"}")));
            assertThat(e.getMessage(), containsString("https://json-schema.org/draft/2020-12/schema"));
        }
        assertThat(errors("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}", "1"), empty());
        assertThat(errors("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema#\"}", "1"), empty());
        assertThrows(IllegalArgumentException.class, () -> new SchemaValidator(Text.object(
                "{\"$defs\":{\"a\":{\"$id\":\"urn:a\",\"$schema\":\"urn:other\"}},\"$ref\":\"#/$defs/a\"}")));
    }

    // behaviour: schema.bounds
    @Test
    void depthAndSizeOfASchemaAreBounded() {
        String deep = "{\"not\":".repeat(32) + "true" + "}".repeat(32);
        assertThat(errors(deep, "1"), empty());
        assertThrows(IllegalArgumentException.class, () -> new SchemaValidator(Text.object("{\"not\":" + deep + "}")));
        String wide = IntStream.range(0, 4_900).mapToObj(String::valueOf).collect(Collectors.joining(","));
        assertThat(errors("{\"enum\":[" + wide + "]}", "1"), empty());
        assertThrows(IllegalArgumentException.class, () -> new SchemaValidator(Text.object("{\"enum\":[" + wide + "," + wide.replace(",", ",-") + "]}")));
    }

    // behaviour: schema.bounds
    @ParameterizedTest
    @ValueSource(strings = {"{\"$ref\":\"#\"}", "{\"$defs\":{\"x\":{\"$ref\":\"#/$defs/y\"},\"y\":{\"$ref\":\"#/$defs/x\"}},\"$ref\":\"#/$defs/x\"}",
        "{\"allOf\":[{\"$ref\":\"#\"}]}", "{\"$dynamicAnchor\":\"n\",\"$dynamicRef\":\"#n\"}"})
    void aSchemaThatRefersToItselfWithoutEndIsFoundAtStartUp(String schema) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new SchemaValidator(Text.object(schema)));
        assertThat(e.getMessage(), containsString("without end"));
    }

    // behaviour: schema.bounds
    @Test
    void aValueAsDeepAsAnyMessageMayBeIsValidated() {
        String deep = "{\"c\":".repeat(60) + "{}" + "}".repeat(60);
        assertThat(errors("{\"type\":\"object\",\"properties\":{\"c\":{\"$ref\":\"#\"}},\"additionalProperties\":false}", deep), empty());
    }

    // behaviour: json.numbers
    @Test
    void noNumberThatCanBeReadTakesLongToCompare() {
        String far = "1e1099";
        assertThat(errors("{\"type\":\"integer\",\"minimum\":0,\"not\":{\"const\":5},\"multipleOf\":0.01}", far), empty());
        assertThat(errors("{\"enum\":[1e-1099]}", far), not(empty()));
    }

    @Test
    void aSchemaThatIsNoneIsFoundAtStartUp() {
        for (String none : List.of("{\"type\":\"nothing\"}", "{\"properties\":5}", "{\"minimum\":\"x\"}", "{\"$schema\":5}", "{\"required\":[1]}")) {
            assertThrows(IllegalArgumentException.class, () -> new SchemaValidator(Text.object(none)));
        }
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
