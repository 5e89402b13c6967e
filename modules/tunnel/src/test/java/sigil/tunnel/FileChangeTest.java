package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        Path secret = Files.writeString(open.resolve("6ff42ae2-765d-4adf-8112-31c55c1551ef.json"), "{}");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        List<Permissions> loose = Permissions.loose(open);
        assertThat(loose, is(List.of(new Permissions(open, "755", "700"), new Permissions(secret, "644", "600"))));
        for (Permissions one : loose) {
            one.mend();
        }
        assertThat(Permissions.loose(open), is(empty()));
    }

    @Test
    void whatIsNoneOfCloudflaredsIsLeftOpen() throws IOException {
        Path open = Files.createDirectory(directory.resolve("etc"));
        Path config = Files.writeString(open.resolve("config.yml"), "tunnel: x\n");
        Files.setPosixFilePermissions(Files.writeString(open.resolve("a-program"), "#!/bin/sh\n"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Permissions.loose(open), is(List.of(new Permissions(config, "644", "600"))));
    }

    @ParameterizedTest
    @EnumSource
    void aRecipeNeverClosesWhatItWroteForOthers(TunnelKind kind) throws IOException {
        for (GeneratedFile file : Recipes.of(kind, directory.resolve("new")).files()) {
            FileChange.of(file).write();
        }
        assertThat(Permissions.loose(directory.resolve("new")), is(empty()));
    }

    @Test
    void aLinkStaysALinkAndItsFileKeepsItsGroup() throws IOException {
        Path real = Files.writeString(directory.resolve("real"), "old");
        GroupPrincipal group = group(real);
        Path link = Files.createSymbolicLink(directory.resolve("f"), real);
        FileChange.of(file("a: 1\n")).write();
        assertThat(Files.isSymbolicLink(link), is(true));
        assertThat(Files.readString(real), containsString("a: 1"));
        assertThat(Files.readAttributes(real, PosixFileAttributes.class).group(), is(group));
    }

    /** Another group than new files get, where this account may give one; only root may give a file to anybody. */
    private static GroupPrincipal group(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (Files.getOwner(file).getName().equals("root")) {
            view.setGroup(file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName("daemon"));
        }
        return view.readAttributes().group();
    }

    /** In /proc not even root makes a file. */
    @Test
    void whatCannotBeWrittenIsNamedItself() {
        FileChange change = new FileChange(new GeneratedFile(Path.of("/proc/sigil-mcp.conf"), "x", "600"), FileChange.Kind.CREATE, "");
        assertThat(assertThrows(FileSystemException.class, change::write).getFile(), is("/proc/sigil-mcp.conf"));
    }

    @Test
    void whatIsNoFileIsNotRead() throws IOException {
        Files.createDirectory(directory.resolve("f"));
        assertThrows(FileSystemException.class, () -> FileChange.of(file("a: 1\n")));
        Files.delete(directory.resolve("f"));
        Files.write(directory.resolve("f"), new byte[] {(byte) 0xff});
        assertThat(FileChange.of(file("a: 1\n")).kind(), is(FileChange.Kind.EDITED));
        Files.write(directory.resolve("f"), new byte[2 << 20]);
        assertThrows(FileSystemException.class, () -> FileChange.of(file("a: 1\n")));
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
