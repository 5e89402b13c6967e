package sigil.code.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextIndexTest {

    @TempDir
    Path directory;

    private static NewFile file(String repository, String path, String text, long mtime) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new NewFile(repository, path, new Stamp(bytes.length, mtime, 7), FileKind.TEXT, bytes, 0, bytes.length);
    }

    private static <T> List<T> list(Iterator<T> iterator) {
        var all = new ArrayList<T>();
        iterator.forEachRemaining(all::add);
        return all;
    }

    private static List<String> candidates(TextIndex index, String text, String repository) {
        try (var snapshot = index.snapshot()) {
            return list(snapshot.candidates(TrigramQuery.ofLiteral(text), repository));
        }
    }

    @Test
    void aFileThatMayHoldTheTextIsACandidateOnceItIsPublished() throws IOException {
        try (var index = TextIndex.open(directory)) {
            index.put(file("r", "src/A.java", "class Alpha {}\n", 1));
            index.put(file("r", "src/B.java", "class Beta {}\n", 1));
            assertThat(candidates(index, "Alpha", "r"), is(empty()));
            index.publish();
            assertThat(candidates(index, "alpha", "r"), is(List.of("src/A.java")));
            assertThat(candidates(index, "lass ", "r"), is(List.of("src/A.java", "src/B.java")));
            assertThat(candidates(index, "Alpha", "other"), is(empty()));
        }
    }

    @Test
    void itAgreesWithATableOfFilesWhateverIsPutAndRemoved() throws IOException {
        var random = new Random(3);
        Map<String, Stamp> table = new TreeMap<>((a, b) -> a.replace('/', '\0').compareTo(b.replace('/', '\0')));
        try (var index = TextIndex.open(directory)) {
            for (int round = 0; round < 40; round++) {
                for (int i = 0; i < 25; i++) {
                    var path = "d" + random.nextInt(4) + (random.nextBoolean() ? "/" : "-x/") + "f" + random.nextInt(30);
                    if (random.nextInt(4) == 0) {
                        index.remove("r", path);
                        table.remove(path);
                    } else {
                        var file = file("r", path, "common " + random.nextInt(5) + "text", random.nextLong());
                        index.put(file);
                        index.put(file("r2", path, "common", 1));
                        table.put(path, file.stamp());
                    }
                }
                if (random.nextInt(5) == 0) {
                    index.removeBeneath("r", "d1");
                    table.keySet().removeIf(path -> path.startsWith("d1/"));
                }
                index.publish();
                try (var snapshot = index.snapshot()) {
                    assertThat(list(snapshot.all("r")), is(table.entrySet().stream()
                            .map(entry -> new IndexedFile(entry.getKey(), entry.getValue(), FileKind.TEXT)).toList()));
                    assertThat(list(snapshot.candidates(TrigramQuery.ofLiteral("common"), "r")), is(List.copyOf(table.keySet())));
                    assertThat(list(snapshot.candidates(TrigramQuery.ALL, "r")), is(List.copyOf(table.keySet())));
                    assertThat(snapshot.counts("r"), is(new FileCounts(table.size(), 0, 0)));
                    assertThat(snapshot.repositories(), is(List.of("r", "r2")));
                }
            }
            index.removeBeneath("r2", "");
            index.publish();
            try (var snapshot = index.snapshot()) {
                assertThat(list(snapshot.all("r2")), is(empty()));
            }
        }
    }

    @Test
    void aSnapshotStaysAsItWas() throws IOException {
        try (var index = TextIndex.open(directory)) {
            index.put(file("r", "a", "abc", 1));
            index.publish();
            try (var before = index.snapshot()) {
                index.remove("r", "a");
                index.publish();
                assertThat(before.size(), is(1));
                assertThat(list(before.candidates(TrigramQuery.ofLiteral("abc"), "r")), is(List.of("a")));
            }
            assertThat(candidates(index, "abc", "r"), is(empty()));
        }
    }

    @Test
    void whatIsNoTextIsCountedAndNoCandidate() throws IOException {
        try (var index = TextIndex.open(directory)) {
            var bytes = "abc".getBytes(StandardCharsets.UTF_8);
            index.put(new NewFile("r", "b", new Stamp(3, 1, 1), FileKind.BINARY, bytes, 0, 3));
            index.put(new NewFile("r", "l", new Stamp(3, 1, 1), FileKind.TOO_LARGE, bytes, 0, 3));
            index.put(new NewFile("r", "m", new Stamp(3, 1, 1), FileKind.MINIFIED, bytes, 0, 3));
            index.publish();
            try (var snapshot = index.snapshot()) {
                assertThat(snapshot.counts("r"), is(new FileCounts(1, 1, 1, 1)));
                assertThat(list(snapshot.candidates(TrigramQuery.ofLiteral("abc"), "r")), is(List.of("m")));
                assertThat(list(snapshot.candidates(TrigramQuery.ALL, "r")), is(List.of("m")));
            }
        }
    }

    @Test
    void whatWasSavedIsThereAgainAndTheRestIsNot() throws IOException {
        try (var index = TextIndex.open(directory)) {
            index.put(file("r", "saved", "abcdef", 1));
            index.save();
            index.put(file("r", "lost", "abcdef", 1));
            index.publish();
        }
        try (var index = TextIndex.open(directory)) {
            assertThat(index.setAside(), is(""));
            assertThat(candidates(index, "abcdef", "r"), is(List.of("saved")));
        }
    }

    @Test
    void onlyOneWritesAndOthersReadWhatWasSaved() throws IOException {
        assertThat(TextIndex.openToRead(directory).isPresent(), is(false));
        try (var index = TextIndex.open(directory)) {
            index.put(file("r", "a", "abcdef", 1));
            index.save();
            assertThat(assertThrows(IndexInUse.class, () -> TextIndex.open(directory)).getMessage(), containsString("another process"));
            try (var reading = TextIndex.openToRead(directory).orElseThrow()) {
                assertThat(reading.writable(), is(false));
                assertThat(candidates(reading, "abcdef", "r"), is(List.of("a")));
                index.put(file("r", "b", "abcdef", 1));
                index.save();
                reading.publish();
                assertThat(candidates(reading, "abcdef", "r"), is(List.of("a", "b")));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "flipped", "missing", "foreign"})
    void aDamagedIndexIsSetAsideAndBegunAnew(String damage) throws IOException {
        try (var index = TextIndex.open(directory)) {
            for (int i = 0; i < 200; i++) {
                index.put(file("r", "f" + i, "text number " + i * 7919, 1));
            }
            index.save();
        }
        var text = directory.resolve("text");
        var largest = Files.list(text).filter(path -> path.toString().endsWith(".cfs") || path.toString().endsWith(".tim")).findFirst().orElseThrow();
        switch (damage) {
            case "truncated" -> Files.write(largest, java.util.Arrays.copyOf(Files.readAllBytes(largest), 100));
            case "flipped" -> {
                var bytes = Files.readAllBytes(largest);
                bytes[bytes.length / 2] ^= 1;
                Files.write(largest, bytes);
            }
            case "missing" -> Files.delete(largest);
            default -> {
                for (var file : Files.list(text).filter(path -> path.getFileName().toString().startsWith("segments")).toList()) {
                    Files.move(file, file.resolveSibling("notes.txt"));
                }
            }
        }
        try (var index = TextIndex.open(directory)) {
            assertThat(index.setAside(), not(is("")));
            assertThat(candidates(index, "text number", "r"), is(empty()));
            index.put(file("r", "a", "abcdef", 1));
            index.save();
        }
        try (var index = TextIndex.open(directory)) {
            assertThat(index.setAside(), is(""));
            assertThat(candidates(index, "abcdef", "r"), is(List.of("a")));
        }
    }

    @Test
    void everythingIsItsOwnersAlone() throws IOException {
        try (var index = TextIndex.open(directory.resolve("state/index"))) {
            index.put(file("r", "a", "abcdef", 1));
            index.save();
            index.publish();
            try (var files = Files.walk(directory.resolve("state"))) {
                for (var file : files.toList()) {
                    assertThat(file.toString(), PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                            is(Files.isDirectory(file) ? "rwx------" : "rw-------"));
                }
            }
            assertThat(index.sizeBytes(), greaterThan(100L));
        }
    }
}
