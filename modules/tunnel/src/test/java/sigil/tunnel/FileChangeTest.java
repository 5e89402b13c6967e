package sigil.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** What is written, what is replaced, and what is the owner's. */
class FileChangeTest {
    @TempDir
    private Path directory;

    @Test
    void aFileGoesFromMissingToSameToUpdatedWhileNobodyEditsIt() throws IOException {
        GeneratedFile first = file("a: 1\n");
        assertThat(FileChange.of(first).kind(), is(FileChange.Kind.CREATE));
        FileChange.of(first).write();
        assertThat(FileChange.of(first).kind(), is(FileChange.Kind.SAME));
        FileChange update = FileChange.of(file("a: 2\n"));
        assertThat(update.kind(), is(FileChange.Kind.UPDATE));
        assertThat(update.difference().stream().filter(line -> !line.contains("Written by")).toList(), is(List.of("-a: 1", "+a: 2")));
    }

    @Test
    void whatSomebodyEditedIsHis() throws IOException {
        FileChange.of(file("a: 1\n")).write();
        Files.writeString(directory.resolve("f"), Files.readString(directory.resolve("f")).replace("1", "7"));
        assertThat(FileChange.of(file("a: 2\n")).kind(), is(FileChange.Kind.EDITED));
        Files.writeString(directory.resolve("f"), "his own\n");
        assertThat(FileChange.of(file("a: 2\n")).kind(), is(FileChange.Kind.EDITED));
    }

    @Test
    void aFileIsWrittenWithItsPermissionsAndADirectoryForItsOwnerAlone() throws IOException {
        Path path = directory.resolve("deeper/f");
        FileChange.of(new GeneratedFile(path, "x", "600")).write();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)), is("rw-------"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())), is("rwx------"));
    }

    @Test
    void whatOthersMayReadIsNamedAndMended() throws IOException {
        Path open = Files.createDirectory(directory.resolve("cloudflared"));
        Path secret = Files.writeString(open.resolve("id.json"), "{}");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        List<Permissions> loose = Permissions.loose(open);
        assertThat(loose, is(List.of(new Permissions(open, "755", "700"), new Permissions(secret, "644", "600"))));
        for (Permissions one : loose) {
            one.mend();
        }
        assertThat(Permissions.loose(open), is(empty()));
    }

    /** No recipe leaves the name or the port of the example in what it writes, and each has something to do for a person. */
    @ParameterizedTest
    @EnumSource
    void everyKindWritesItsConfigurationForTheNameAndThePort(TunnelKind kind) {
        Recipe recipe = Recipes.of(kind, directory);
        String all = recipe.files().stream().map(GeneratedFile::text).reduce("", String::concat) + String.join("\n", recipe.steps());
        assertThat(all, containsString("8123"));
        assertThat(all, not(containsString("8000")));
        assertThat(all, not(containsString("mcp.example.com")));
        if (kind != TunnelKind.QUICK) {
            assertThat(all, containsString("mcp.yourdomain.com"));
        }
    }

    private GeneratedFile file(String text) {
        return new GeneratedFile(directory.resolve("f"), Seal.on(text), "600");
    }
}
