package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Files and directories as a client reads them by URI. */
class ResourcesTest {
    private static final List<String> ERAS = Wire.BOTH_ERAS;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};

    @TempDir
    private Path root;
    private Sources sources;
    private Wire wire;

    @BeforeEach
    void serve() {
        sources = new Sources(root)
                .file("README.md", "# Hello\r\n\r\nno end of line")
                .file("src/Hello.java", "class Hello { }\n");
        wire = Wire.to(ToolDesk.serving("project", root), Wire.MODERN);
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void aTextFileIsReadToTheLetter(String era) {
        assertThat(Wire.to(ToolDesk.serving("project", root), era).read("repo://project/README.md"), is((JsonValue) JsonCodec.object()
                .add("uri", "repo://project/README.md")
                .add("mimeType", "text/markdown")
                .add("text", "# Hello\r\n\r\nno end of line")
                .build()));
    }

    @Test
    void whatIsReadMayNotBeKeptSinceFilesChange() {
        JsonObject result = wire.result("resources/read", JsonCodec.object().add("uri", "repo://project/README.md"));
        assertThat(result.getInt("ttlMs"), is(0));
        assertThat(result.getString("cacheScope"), is("private"));
        sources.file("README.md", "changed");
        assertThat(wire.read("repo://project/README.md").getString("text"), is("changed"));
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void aPictureIsReadAsBase64(String era) {
        sources.file("logo.png", PNG);
        JsonObject contents = Wire.to(ToolDesk.serving("project", root), era).read("repo://project/logo.png");
        assertThat(contents.getString("mimeType"), is("image/png"));
        assertThat(Base64.getDecoder().decode(contents.getString("blob")), is(PNG));
        assertThat(contents, not(hasKey("text")));
    }

    @ParameterizedTest
    @CsvSource({"a.md,text/markdown", "a.MD,text/markdown", "a.json,application/json", "a.yml,application/yaml", "a.html,text/html", "a.svg,image/svg+xml",
        "a.js,text/javascript", "a.java,text/plain", "a.ts,text/plain", "Makefile,text/plain", "json,text/plain", ".gitignore,text/plain", "a.png,text/plain",
        "a.jar,text/plain"})
    void textHasTheRegisteredTypeOfItsEndingOrIsPlain(String name, String type) {
        sources.file(name, "text, whatever its name\n");
        assertThat(wire.read("repo://project/" + name).getString("mimeType"), is(type));
        assertThat(wire.read("repo://project/" + name), hasKey("text"));
    }

    @ParameterizedTest
    @CsvSource({"a.png,image/png", "a.jpeg,image/jpeg", "a.pdf,application/pdf", "a.zip,application/zip", "a,application/octet-stream",
        "a.md,application/octet-stream"})
    void whatIsNoTextHasTheTypeOfItsEndingOrIsBytes(String name, String type) {
        sources.file(name, new byte[] {1, 2, 0, 3});
        assertThat(wire.read("repo://project/" + name).getString("mimeType"), is(type));
        assertThat(wire.read("repo://project/" + name), hasKey("blob"));
    }

    @Test
    void aBinaryFileWithoutANulInItsBeginningIsKnownByItsEnding() {
        byte[] bytes = "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n".getBytes(StandardCharsets.ISO_8859_1);
        sources.file("a.pdf", bytes).file("a.txt", bytes);
        assertThat(Base64.getDecoder().decode(wire.read("repo://project/a.pdf").getString("blob")), is(bytes));
        assertThat(wire.read("repo://project/a.txt"), hasKey("text"));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,", "UTF-8,\ufeff", "UTF-16LE,\ufeff", "UTF-16BE,\ufeff", "windows-1252,"})
    void textIsDecodedAndItsByteOrderMarkDropped(String charset, String mark) {
        String text = "für 5 €\r\nund mehr\n";
        sources.file("old.txt", ((mark == null ? "" : mark) + text).getBytes(Charset.forName(charset)));
        assertThat(wire.read("repo://project/old.txt").getString("text"), is(text));
    }

    @Test
    void anEmptyFileIsEmptyText() {
        sources.file("empty.txt", "");
        assertThat(wire.read("repo://project/empty.txt").getString("text"), is(""));
    }

    @ParameterizedTest
    @CsvSource({"with space.txt,with%20space.txt", "100%.txt,100%25.txt", "a%20b,a%2520b", "C#/x.cs,C%23/x.cs", "what?.md,what%3F.md",
        "pages/[slug].tsx,pages/%5Bslug%5D.tsx", "'it''s, a+b=c;d@e!$&.txt','it''s,%20a+b=c;d@e!$&.txt'"})
    void anyNameIsReachedByItsEncodedPathAndContentsBearThatUri(String path, String encoded) {
        sources.file(path, "found");
        JsonObject contents = wire.read("repo://project/" + encoded);
        assertThat(contents.getString("text"), is("found"));
        assertThat(contents.getString("uri"), is("repo://project/" + encoded));
    }

    @Test
    void aNameOutsideOfAsciiIsReachedByItsUtf8() {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "file names outside of ASCII need a UTF-8 locale");
        sources.file("größe/漢字 😀.txt", "found");
        String uri = "repo://project/gr%C3%B6%C3%9Fe/%E6%BC%A2%E5%AD%97%20%F0%9F%98%80.txt";
        assertThat(wire.read(uri).getString("text"), is("found"));
        assertThat(wire.read("repo://project/größe/漢字 😀.txt").getString("uri"), is(uri));
    }

    @Test
    void whatATemplateIsFilledInWithIsUnderstoodAlthoughItLeavesReservedCharacters() {
        sources.file("C#/what?.cs", "found");
        JsonObject contents = wire.read("repo://project/C#/what?.cs");
        assertThat(contents.getString("text"), is("found"));
        assertThat(contents.getString("uri"), is("repo://project/C%23/what%3F.cs"));
    }

    @ParameterizedTest
    @CsvSource({"REPO://project/README.md", "repo://PROJECT/README.md", "repo://%70roject/README.md"})
    void schemeAndRepositoryAreComparedAsSchemeAndAuthorityOfAUriAre(String uri) {
        assertThat(wire.read(uri).getString("uri"), is("repo://project/README.md"));
    }

    @Test
    void ofTwoNamesThatDifferInCaseOnlyTheExactOneIsMeant() {
        new Sources(root).file("lower/x", "lower").file("upper/x", "upper");
        Wire two = Wire.to(ToolDesk.of(JsonCodec.object().add("repositories", JsonCodec.object()
                .add("app", ToolDesk.entry(root.resolve("lower")))
                .add("App", ToolDesk.entry(root.resolve("upper"))))), Wire.MODERN);
        assertThat(two.read("repo://app/x").getString("text"), is("lower"));
        assertThat(two.read("repo://App/x").getString("text"), is("upper"));
        assertThat(two.error("resources/read", JsonCodec.object().add("uri", "repo://APP/x")).getString("message"), is("Resource not found"));
    }

    @Test
    void aLinkWithinTheRepositoryIsReadUnderItsOwnUri() {
        sources.link("link.md", Path.of("README.md")).link("code", Path.of("src"));
        assertThat(wire.read("repo://project/link.md").getString("uri"), is("repo://project/link.md"));
        assertThat(wire.read("repo://project/link.md").getString("text"), startsWith("# Hello"));
        assertThat(wire.read("repo://project/code/Hello.java").getString("text"), is("class Hello { }\n"));
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void aRepositoryIsSummedUpWithItsTopLevel(String era) {
        sources.file(".github/ci.yml", "").file(".git/HEAD", "ref: refs/heads/main\n");
        ToolDesk desk = ToolDesk.serving("project", root);
        assertThat(Wire.to(desk, era).read("repo://project/"), is((JsonValue) JsonCodec.object()
                .add("uri", "repo://project/")
                .add("mimeType", "text/plain")
                .add("text", """
                        project · branch main · 3 files · Markdown, Java
                        .github/
                        README.md  25 B
                        src/""")
                .build()));
        assertThat(Wire.to(desk, era).read("repo://project"), is(Wire.to(desk, era).read("repo://project/")));
    }

    @Test
    void aDirectoryIsListedOneEntryToALine() {
        sources.file("src/deep/er/x.txt", "").file("src/.hidden", "1");
        assertThat(wire.read("repo://project/src/").getString("text"), is("""
                project · src · 3 entries
                src/.hidden  1 B
                src/Hello.java  16 B
                src/deep/"""));
    }

    @Test
    void aDirectoryIsFoundWithoutItsSlashAndSaysHowItIsWritten() {
        assertThat(wire.read("repo://project/src"), is(wire.read("repo://project/src/")));
        assertThat(wire.read("repo://project/src").getString("uri"), is("repo://project/src/"));
    }

    @Test
    void aFileIsNotFoundAsADirectory() {
        assertThat(wire.error("resources/read", JsonCodec.object().add("uri", "repo://project/README.md/")).getString("message"),
                is("Resource not found"));
    }

    @Test
    void aListingThatIsVeryLongIsCutAndNamesTheToolThatGoesOn() {
        for (int i = 0; i < DirectoryText.MOST_ENTRIES + 1; i++) {
            sources.file("many/" + i, "");
        }
        List<String> lines = wire.read("repo://project/many/").getString("text").lines().toList();
        assertThat(lines.getFirst(), is("project · many · the first 1000 entries"));
        assertThat(lines.size(), is(DirectoryText.MOST_ENTRIES + 2));
        assertThat(lines.getLast(), is("more: list_repo_files repo=project subdir=many"));
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void aFileTooLargeIsNamedWithTheToolThatReadsPartsOfIt(String era) {
        String text = IntStream.range(0, 1_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        sources.file("large.txt", text).file("fits.txt", "x".repeat(5_000));
        Wire small = Wire.to(ToolDesk.of(JsonCodec.object()
                .add("repositories", JsonCodec.object().add("project", ToolDesk.entry(root)))
                .add("limits", JsonCodec.object().add("max_file_bytes", 5_000))), era);
        JsonObject error = small.error("resources/read", JsonCodec.object().add("uri", "repo://project/large.txt"));
        assertThat(error.getInt("code"), is(-32602));
        assertThat(error.getString("message"), is("\"large.txt\" is 8 KB, more than the 4 KB of a resource."
                + " If it is text, read a range of its lines with the tool read_repo_file."));
        assertThat(small.read("repo://project/fits.txt").getString("text").length(), is(5_000));
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void oneTemplateReachesEveryFile(String era) {
        List<JsonObject> templates = Wire.to(ToolDesk.serving("project", root), era).list("resources/templates/list", "resourceTemplates");
        assertThat(templates, is(List.of((JsonValue) JsonCodec.object()
                .add("uriTemplate", "repo://{repository}/{+path}")
                .add("name", "file")
                .add("title", "File of a repository")
                .add("description", "A file as it is now; with a slash at the end of the path, a directory and what it holds.")
                .build())));
    }

    @Test
    void theResourcesAreThoseOfTheRepositoriesOfTheMoment(@TempDir Path other) {
        ToolDesk desk = ToolDesk.serving("project", root);
        new Sources(other).file("README.md", "# Other\n");
        desk.contribution().reconfigure(JsonCodec.object()
                .add("repositories", JsonCodec.object().add("other", ToolDesk.entry(other))).build());
        assertThat(Wire.to(desk, Wire.LEGACY).result("resources/list", JsonCodec.object()).toString(),
                allOf(containsString("repo://other/README.md"), not(containsString("repo://project"))));
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void whatWorksIsDeclaredAndNoMore(String era) {
        Wire client = Wire.to(ToolDesk.serving("project", root), era);
        JsonObject capabilities = (era.equals(Wire.MODERN)
                ? client.result("server/discover", JsonCodec.object())
                : client.initialize()).getJsonObject("capabilities");
        assertThat(capabilities.getJsonObject("resources"), is((JsonValue) JsonCodec.object().add("listChanged", true).add("subscribe", true).build()));
        assertThat(capabilities.getJsonObject("prompts"), is(JsonValue.EMPTY_JSON_OBJECT));
        assertThat(capabilities.getJsonObject("completions"), is(JsonValue.EMPTY_JSON_OBJECT));
    }
}
