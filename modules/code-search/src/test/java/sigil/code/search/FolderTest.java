package sigil.code.search;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** However a directory is opened, it shows the same and refuses the same. */
class FolderTest {

    @TempDir
    Path directory;

    /** The ways to open one. */
    enum Way {
        KERNEL {
            @Override
            Folder open(Path path) throws IOException {
                assumeTrue(Kernel.isUsable(), "Linux on x86-64, and native access");
                return KernelFolder.open(path);
            }
        },
        SECURE {
            @Override
            Folder open(Path path) throws IOException {
                return new SecureFolder((SecureDirectoryStream<Path>) Files.newDirectoryStream(path), path);
            }
        },
        PLAIN {
            @Override
            Folder open(Path path) {
                return new PlainFolder(path);
            }
        };

        abstract Folder open(Path path) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void namesAreListed(Way way) throws IOException {
        var names = Stream.concat(Stream.of("ä ö.txt", ".hidden", "日本"), IntStream.range(0, 3_000).mapToObj(i -> "a-name-of-some-length-" + i)).toList();
        for (var name : names) {
            Files.createFile(directory.resolve(name));
        }
        try (var folder = way.open(directory)) {
            assertThat(folder.names(), containsInAnyOrder(names.toArray()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void attributesAreThoseOfThePlatform(Way way) throws IOException {
        var file = Files.writeString(directory.resolve("file"), "12345");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("1969-07-20T20:17:40.123456789Z")));
        Files.createDirectory(directory.resolve("inner"));
        Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        try (var folder = way.open(directory)) {
            for (var name : List.of("file", "inner", "link")) {
                var expected = Files.readAttributes(directory.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                var found = folder.attributes(name);
                assertThat(name, kind(found), is(kind(expected)));
                assertThat(name, Stamps.of(found), is(Stamps.of(expected)));
            }
        }
    }

    private static List<Boolean> kind(BasicFileAttributes attributes) {
        return List.of(attributes.isRegularFile(), attributes.isDirectory(), attributes.isSymbolicLink(), attributes.isOther());
    }

    @ParameterizedTest
    @EnumSource
    void namesOfAFileAreCounted(Way way) throws IOException {
        Files.createFile(directory.resolve("one"));
        Files.createFile(directory.resolve("two"));
        Files.createLink(directory.resolve("second"), directory.resolve("two"));
        try (var folder = way.open(directory)) {
            assertThat(folder.links("one", folder.attributes("one")), is(1));
            assertThat(folder.links("two", folder.attributes("two")), is(2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesAreReadToTheirEnd(Way way) throws IOException {
        var text = "line\n".repeat(50_000);
        Files.writeString(Files.createDirectory(directory.resolve("inner")).resolve("long"), text);
        Files.createFile(directory.resolve("empty"));
        try (var folder = way.open(directory); var inner = folder.folder("inner"); var file = inner.file("long"); var empty = folder.file("empty")) {
            assertThat(new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8), is(text));
            assertThat(Channels.newInputStream(empty).readAllBytes().length, is(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMissingIsToldWithoutAnError(Way way) throws IOException {
        Files.createFile(directory.resolve("there"));
        try (var folder = way.open(directory)) {
            assertThat(folder.find("there").isPresent(), is(true));
            assertThat(folder.find("missing").isPresent(), is(false));
            assertThrows(NoSuchFileException.class, () -> folder.attributes("missing"));
            assertThrows(NoSuchFileException.class, () -> folder.file("missing"));
            assertThrows(NoSuchFileException.class, () -> folder.folder("missing"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void linksAreNotFollowed(Way way) throws IOException {
        Files.createFile(directory.resolve("file"));
        Files.createDirectory(directory.resolve("inner"));
        Files.createSymbolicLink(directory.resolve("to-file"), Path.of("file"));
        Files.createSymbolicLink(directory.resolve("to-inner"), Path.of("inner"));
        try (var folder = way.open(directory)) {
            assertThrows(IOException.class, () -> folder.file("to-file"));
            assertThrows(IOException.class, () -> folder.folder("to-inner"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyFilesAreOpenedAsFilesAndDirectoriesAsDirectories(Way way) throws Exception {
        Files.createFile(directory.resolve("file"));
        Files.createDirectory(directory.resolve("inner"));
        assumeTrue(new ProcessBuilder("mkfifo", directory.resolve("fifo").toString()).start().waitFor() == 0, "mkfifo");
        try (var folder = way.open(directory)) {
            assertThrows(NoSuchFileException.class, () -> folder.file("fifo"));
            assertThrows(NoSuchFileException.class, () -> folder.file("inner"));
            assertThrows(NoSuchFileException.class, () -> folder.folder("file"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "KERNEL")
    void aNameLeadsNowhereElse(Way way) throws IOException {
        Files.createFile(Files.createDirectory(directory.resolve("inner")).resolve("file"));
        try (var folder = way.open(directory)) {
            for (var name : List.of("..", ".", "", "/", "inner/file", "../x", "inner\0", "x".repeat(5_000))) {
                assertThrows(IOException.class, () -> folder.attributes(name));
                assertThrows(IOException.class, () -> folder.folder(name));
                assertThrows(IOException.class, () -> folder.file(name));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "KERNEL")
    void whatWasClosedShowsNothing(Way way) throws IOException {
        Files.createFile(directory.resolve("file"));
        var folder = way.open(directory);
        folder.close();
        folder.close();
        assertThrows(IOException.class, folder::names);
        assertThrows(IOException.class, () -> folder.attributes("file"));
    }
}
