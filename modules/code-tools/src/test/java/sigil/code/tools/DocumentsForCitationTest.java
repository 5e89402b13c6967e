package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** {@code search} and {@code fetch}, whose shapes are those of OpenAI's clients: developers.openai.com, "Building MCP servers". */
class DocumentsForCitationTest {
    @TempDir
    private Path root;
    private Sources app;
    private ToolDesk desk;

    @BeforeEach
    void serve() {
        app = new Sources(root.resolve("app"))
                .file("src/HttpRouting.java", "class HttpRouting {\n    // where requests go\n}\n")
                .file("src/Server.java", "class Server {\n    HttpRouting routing;\n}\n")
                .file("src/ServerTest.java", "class ServerTest {\n    HttpRouting a;\n    HttpRouting b;\n    HttpRouting c;\n}\n")
                .file("docs/guide one.md", "How http routing works: see http_routing.\n");
        new Sources(root.resolve("lib")).file("routing.py", "http_routing = 1\n");
        desk = ToolDesk.of(JsonCodec.object()
                .add("server", JsonCodec.object().add("public_url", "https://mcp.example.com"))
                .add("repositories", JsonCodec.object()
                        .add("app", ToolDesk.entry(root.resolve("app")))
                        .add("lib", ToolDesk.entry(root.resolve("lib")))));
    }

    private List<String> ids(String query) {
        return desk.ask("search", "query", query).getJsonArray("results").getValuesAs(JsonObject.class).stream()
                .map(result -> result.getString("id")).toList();
    }

    @Test
    void theTextIsTheStructuredResultWrittenOut() throws Exception {
        for (CallToolResult result : List.of(desk.call("search", "query", "HttpRouting"), desk.call("fetch", "id", "app::src/Server.java"))) {
            assertThat(result.content().size(), is(1));
            assertThat(new JsonInput(16).read(ToolDesk.text(result).getBytes(StandardCharsets.UTF_8)),
                    is(result.structuredContent().orElseThrow()));
        }
    }

    @Test
    void whatIsATestIsJudgedAsInSearches() {
        app.file("src/RoutingIT.java", "class RoutingIT {\n    HttpRouting a;\n    HttpRouting b;\n}\n");
        assertThat(ids("HttpRouting").subList(2, 4), is(List.of("app::src/ServerTest.java", "app::src/RoutingIT.java")));
    }

    @Test
    void theFileOfThatNameComesFirstAndTestsComeLast() {
        assertThat(ids("HttpRouting"), is(List.of("app::src/HttpRouting.java", "app::src/Server.java", "app::src/ServerTest.java")));
    }

    @Test
    void everyResultHasALinkToCiteAndTheLinesThatMatch() {
        JsonObject first = desk.ask("search", "query", "HttpRouting").getJsonArray("results").getJsonObject(0);
        assertThat(first, is((JsonValue) JsonCodec.object()
                .add("id", "app::src/HttpRouting.java")
                .add("title", "app: src/HttpRouting.java:1")
                .add("url", "https://mcp.example.com/r/app/src/HttpRouting.java")
                .add("text", "1: class HttpRouting {")
                .build()));
    }

    @Test
    void wordsFindTheIdentifierThatIsMadeOfThem() {
        assertThat(ids("http routing"), is(List.of("app::docs/guide one.md", "app::src/HttpRouting.java", "app::src/Server.java", "lib::routing.py",
                "app::src/ServerTest.java")));
        assertThat(desk.ask("search", "query", "http routing").getJsonArray("results").getJsonObject(0).getString("url"),
                is("https://mcp.example.com/r/app/docs/guide%20one.md"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            routing repo:lib            | lib::routing.py
            HttpRouting path:*Test.java | app::src/ServerTest.java
            http_routing lang:python    | lib::routing.py
            routing lang:py case:yes    | lib::routing.py
            /http.routing = [0-9]/      | lib::routing.py
            sym:Server                  | app::src/Server.java
            lang:markdown /see\\b/      | app::docs/guide one.md
            """)
    void filtersNarrowTheSearch(String query, String only) {
        assertThat(ids(query), is(List.of(only)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            repo:lib            | query: there is nothing to find in "repo:lib"
            x repo:none         | There is no repository "none". There are: app, lib.
            x lang:klingon      | lang: "klingon" is no language known here
            x path:{a           | path: path glob '{a' has a '{' without '}'
            /(/                 | query: the regex cannot be read
            """)
    void aBadQueryIsToldWithItsCure(String query, String refusal) {
        assertThat(desk.refusal("search", "query", query), startsWith(refusal));
    }

    @Test
    void atMostTenDocumentsAreNamed() {
        for (int i = 0; i < 40; i++) {
            app.file("many/" + i + ".txt", "needle\n");
        }
        assertThat(ids("needle").size(), is(10));
        assertThat(ids("no such thing at all"), is(List.of()));
    }

    @Test
    void ofALongFileTheLinesAroundTheMatchAreNamed() {
        app.file("long.txt", "hay\n".repeat(2_000) + "needle\n" + "hay\n".repeat(2_000));
        assertThat(ids("needle"), is(List.of("app::long.txt#L1951-L2151")));
        JsonObject document = desk.ask("fetch", "id", "app::long.txt#L1951-L2151");
        assertThat(document.getString("text").lines().count(), is(201L));
        assertThat(document.getString("url"), is("https://mcp.example.com/r/app/long.txt#L1951-L2151"));
        assertThat(document.getString("title"), is("long.txt lines 1951-2151"));
    }

    @Test
    void aDocumentHasItsTextItsLinkAndWhereItIs() {
        assertThat(desk.ask("fetch", "id", "lib::routing.py"), is((JsonValue) JsonCodec.object()
                .add("id", "lib::routing.py")
                .add("title", "routing.py")
                .add("text", "http_routing = 1")
                .add("url", "https://mcp.example.com/r/lib/routing.py")
                .add("metadata", JsonCodec.object().add("repo", "lib").add("path", "routing.py").add("start_line", "1").add("end_line", "1")
                        .add("total_lines", "1").add("truncated", "false"))
                .build()));
    }

    @Test
    void aDocumentThatIsTooLongForOneAnswerSaysHowToGoOnAndNothingIsLost() {
        List<String> lines = IntStream.range(0, 3_000).mapToObj(i -> i + " " + "x".repeat(50)).toList();
        app.file("long.txt", String.join("\n", lines));
        StringBuilder text = new StringBuilder();
        String id = "app::long.txt";
        while (!id.isEmpty()) {
            JsonObject document = desk.ask("fetch", "id", id);
            assertThat(document.getString("text").length(), lessThanOrEqualTo(50_000));
            text.append(text.isEmpty() ? "" : "\n").append(document.getString("text"));
            id = document.getJsonObject("metadata").getString("next_id", "");
            assertThat(document.getJsonObject("metadata").getString("truncated"), is(String.valueOf(!id.isEmpty())));
        }
        assertThat(text.toString().equals(lines.stream().collect(Collectors.joining("\n"))), is(true));
    }

    @Test
    void aRangeThatWasAskedForIsWhole() {
        assertThat(desk.ask("fetch", "id", "app::src/ServerTest.java#L2-L3").getJsonObject("metadata"), not(hasKey("next_id")));
        assertThat(desk.ask("fetch", "id", "app::src/ServerTest.java#L2").getString("text"), is("    HttpRouting a;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "app", "app::", "::x", "app:src", "app::x#L5-L2"})
    void whatIsNoIdIsToldWithItsForm(String id) {
        assertThat(desk.refusal("fetch", "id", id), startsWith("id: "));
    }

    @Test
    void whatIsNotServedIsNotFetched() {
        app.file(".env", "SECRET=canary").file(".gitignore", "hidden.txt\n").file("hidden.txt", "canary").file("a.bin", new byte[] {0, 1});
        for (String path : List.of(".env", "hidden.txt", ".git/config", "../lib/routing.py", "missing.txt")) {
            assertThat(desk.refusal("fetch", "id", "app::" + path), startsWith("id: no file or directory of this repository is served under"));
        }
        assertThat(ids("canary"), is(List.of()));
        assertThat(desk.refusal("fetch", "id", "app::a.bin"), startsWith("id: \"a.bin\" is not text"));
        assertThat(desk.refusal("fetch", "id", "app::src"), startsWith("id: \"src\" is a directory"));
        assertThat(desk.refusal("fetch", "id", "none::x"), startsWith("There is no repository \"none\""));
    }

    @Test
    void linesThatAreNotThereAreToldWithHowManyThereAre() {
        app.file("three.txt", "1\n2\n3\n");
        assertThat(desk.refusal("fetch", "id", "app::three.txt#L9"), is("id: there is no line 9 in \"three.txt\", which has 3 lines."
                + " Give an id with lines in it, or without lines."));
        assertThat(desk.ask("fetch", "id", "app::three.txt#L3-L9").getString("text"), is("3"));
    }

    @Test
    void withoutAPublicUrlLinksLeadToTheServerItself() {
        ToolDesk local = ToolDesk.of(JsonCodec.object()
                .add("server", JsonCodec.object().add("host", "::1").add("port", 8123))
                .add("repositories", JsonCodec.object().add("lib", ToolDesk.entry(root.resolve("lib")))));
        assertThat(local.ask("fetch", "id", "lib::routing.py").getString("url"), is("http://[::1]:8123/r/lib/routing.py"));
    }

    @Test
    void whatALinkLeadsToIsTheFileThatWasCited() throws Exception {
        for (JsonObject result : desk.ask("search", "query", "http routing").getJsonArray("results").getValuesAs(JsonObject.class)) {
            String link = result.getString("url").substring("https://mcp.example.com/r/".length());
            var contents = desk.server().follow(link, new ToolDesk.QuietCall(false)).getFirst();
            assertThat(contents.toJson().getString("text"), containsString(result.getString("text").substring(3).lines().findFirst().orElseThrow()));
        }
    }

    @Test
    void aLineOfStrangersDoesNotMakeASnippetLong() {
        app.file("wide.txt", ("needle " + "x".repeat(300) + "\n").repeat(3));
        List<Integer> lengths = desk.ask("search", "query", "needle").getJsonArray("results").getValuesAs(JsonObject.class).stream()
                .map(result -> result.getString("text").length()).toList();
        assertThat(lengths, everyItem(lessThan(201)));
        assertThat(lengths, hasItem(200));
    }
}
