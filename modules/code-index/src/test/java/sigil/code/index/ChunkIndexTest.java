package sigil.code.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
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
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkIndexTest {

    private static final ChunkWeights WEIGHTS = new ChunkWeights(1, 1, 3, 2, 1.2f, 0.75f, 0.5f, 1);

    @TempDir
    Path directory;

    private static Chunk chunk(int first, String name, String body) {
        return new Chunk(first, first + 9, new ChunkSymbol("method", "Scope", name),
                Map.of(ChunkField.BODY, List.of(body.split(" ")), ChunkField.NAME, List.of(name)), body.replace(' ', '+'));
    }

    private static ChunkedFile file(String repository, String path, Chunk... chunks) {
        return new ChunkedFile(repository, path, new Stamp(7, 8, 9), FileKind.TEXT, List.of("Defined"), List.of(chunks));
    }

    private static ChunkQuery query(Predicate<String> paths, List<String> repositories, String... words) {
        return new ChunkQuery(List.of(words).stream().map(ChunkIndexTest::term).toList(), repositories, paths, WEIGHTS);
    }

    private static ChunkQuery query(ChunkWeights weights, String word) {
        return new ChunkQuery(List.of(term(word)), List.of(), path -> true, weights);
    }

    private static ChunkQuery.Term term(String words) {
        var all = List.of(words.split("\\|"));
        return new ChunkQuery.Term(all.getFirst(), all.subList(1, all.size()), 1);
    }

    private static List<String> best(ChunkIndex index, String... words) {
        return best(index, query(path -> true, List.of(), words));
    }

    private static List<String> best(ChunkIndex index, ChunkQuery query) {
        try (var snapshot = index.snapshot()) {
            return snapshot.best(query, 10).stream().map(hit -> hit.repository() + ":" + hit.path() + ":" + hit.firstLine() + "-" + hit.lastLine() + ":"
                    + hit.symbol().name()).toList();
        }
    }

    private static List<String> list(Iterator<String> iterator) {
        var all = new ArrayList<String>();
        iterator.forEachRemaining(all::add);
        return all;
    }

    @Test
    void aWordInANameCountsMoreThanOneInABody() throws IOException {
        try (var index = ChunkIndex.open(directory, "1")) {
            index.put(file("r", "a/One.java", chunk(1, "retry", "call again later"), chunk(20, "other", "retry call again")));
            index.publish();
            assertThat(best(index, "retry"), is(List.of("r:a/One.java:1-10:retry", "r:a/One.java:20-29:other")));
            assertThat(best(index, "nowhere"), is(empty()));
        }
    }

    @Test
    void aWordInTheNameOfTheFileCountsBesidesHowOftenItStandsInTheText() throws IOException {
        try (var index = ChunkIndex.open(directory, "1")) {
            index.put(file("r", "a/Often.java", chunk(1, "x", "retry retry retry call"), chunk(20, "y", "other")));
            index.put(file("r", "a/Retry.java", new Chunk(1, 9, ChunkSymbol.NONE,
                    Map.of(ChunkField.BODY, List.of("retry", "something", "else", "here"), ChunkField.FILE, List.of("retry")), "")));
            index.publish();
            assertThat(best(index, "retry").getFirst(), startsWith("r:a/Retry.java"));
            assertThat(best(index, query(new ChunkWeights(1, 1, 3, 2, 1.2f, 0.75f, 0.5f, 0), "retry")).getFirst(), startsWith("r:a/Often.java"));
        }
    }

    @Test
    void ofWordsThatMeanTheSameTheBestCountsOnce() throws IOException {
        try (var index = ChunkIndex.open(directory, "1")) {
            index.put(file("r", "a", chunk(1, "x", "login authn"), chunk(20, "y", "login password")));
            index.publish();
            assertThat(best(index, "authn|login", "password"), is(List.of("r:a:20-29:y", "r:a:1-10:x")));
        }
    }

    @Test
    void aFileIsReplacedWithAllItsChunks() throws IOException {
        try (var index = ChunkIndex.open(directory, "1")) {
            index.put(file("r", "a", chunk(1, "x", "old"), chunk(20, "y", "old")));
            index.put(file("r2", "a", chunk(1, "x", "old")));
            index.publish();
            index.put(file("r", "a", chunk(5, "z", "young")));
            index.publish();
            assertThat(best(index, "old"), is(List.of("r2:a:1-10:x")));
            assertThat(best(index, "young"), is(List.of("r:a:5-14:z")));
            index.remove("r", "a");
            index.removeAll("r2");
            index.publish();
            assertThat(best(index, "old", "young"), is(empty()));
            try (var snapshot = index.snapshot()) {
                assertThat(snapshot.repositories(), is(empty()));
            }
        }
    }

    @Test
    void whatAFilterRefusesMakesRoomForWhatItTakes() throws IOException {
        try (var index = ChunkIndex.open(directory, "1")) {
            for (int i = 0; i < 300; i++) {
                index.put(file("r", "d/f" + i, chunk(1, "word", "word word")));
            }
            index.put(file("r", "e/last", chunk(1, "other", "word and much else that makes it worse")));
            index.put(file("r2", "e/last", chunk(1, "other", "word")));
            index.publish();
            assertThat(best(index, query(path -> path.startsWith("e/"), List.of("r"), "word")), is(List.of("r:e/last:1-10:other")));
        }
    }

    @Test
    void filesAreFoundByWhatTheyDefineAndKnownByTheirStamps() throws IOException {
        try (var index = ChunkIndex.open(directory, "1")) {
            index.put(file("r", "b/x", chunk(1, "x", "text")));
            index.put(file("r", "a-b"));
            index.put(file("other", "a"));
            index.publish();
            try (var snapshot = index.snapshot()) {
                assertThat(list(snapshot.defining("r", "Defined")), is(List.of("a-b", "b/x")));
                assertThat(list(snapshot.defining("r", "defined")), is(empty()));
                assertThat(snapshot.all("r").next(), is(new IndexedFile("a-b", new Stamp(7, 8, 9), FileKind.TEXT)));
                assertThat(snapshot.counts("r").all(), is(2));
            }
        }
    }

    @Test
    void whatWasSavedIsThereAfterwardsForOthersToRead() throws IOException {
        try (var index = ChunkIndex.open(directory, "1")) {
            index.put(file("r", "a", chunk(1, "x", "kept")));
            index.save();
            index.put(file("r", "b", chunk(1, "x", "lost")));
            assertThrows(IndexInUse.class, () -> ChunkIndex.open(directory, "1"));
            try (var other = ChunkIndex.openToRead(directory, "1").orElseThrow()) {
                assertThat(other.writable(), is(false));
                assertThat(best(other, "kept", "lost"), is(List.of("r:a:1-10:x")));
            }
        }
        try (var index = ChunkIndex.open(directory, "1")) {
            assertThat(index.setAside(), is(""));
            assertThat(best(index, "kept", "lost"), is(List.of("r:a:1-10:x")));
        }
    }

    @Test
    void anIndexOfOtherWordsAndOneThatIsDamagedAreBegunAnew() throws IOException {
        try (var index = ChunkIndex.open(directory, "1")) {
            index.put(file("r", "a", chunk(1, "x", "kept")));
            index.save();
        }
        assertThat(ChunkIndex.openToRead(directory, "2").isPresent(), is(false));
        try (var index = ChunkIndex.open(directory, "2")) {
            assertThat(index.setAside(), containsString("another version"));
            index.put(file("r", "a", chunk(1, "x", "kept")));
            index.save();
        }
        try (var files = Files.list(directory.resolve("chunks"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".cfs")).toList()) {
                var bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
        try (var index = ChunkIndex.open(directory, "2")) {
            assertThat(index.setAside(), containsString("damaged"));
            assertThat(best(index, "kept"), is(empty()));
        }
    }

    @Test
    void itsFilesAreTheOwnersAloneAndHoldNoLine() throws IOException {
        try (var index = ChunkIndex.open(directory, "1")) {
            index.put(file("r", "a", chunk(1, "x", "alpha beta gamma")));
            index.save();
            int files = 0;
            try (var all = Files.walk(directory.resolve("chunks"))) {
                for (var file : all.filter(Files::isRegularFile).toList()) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-------"));
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), not(containsString("alpha beta")));
                    files++;
                }
            }
            assertThat(files, greaterThan(2));
            assertThat(index.sizeBytes(), greaterThan(100L));
        }
    }

    @Test
    void oneInMemoryRanksAsOneOnTheDisk() throws IOException {
        try (var disk = ChunkIndex.open(directory, "1"); var memory = ChunkIndex.inMemory()) {
            for (var index : List.of(disk, memory)) {
                index.put(file("r", "a", chunk(1, "retry", "call"), chunk(20, "call", "retry retry"), chunk(40, "none", "call call")));
                index.publish();
            }
            assertThat(best(memory, "retry", "call"), is(best(disk, "retry", "call")));
            assertThat(best(memory, "retry", "call").size(), is(3));
        }
    }

    @Test
    void chunksAreFoundByWhatTheirTextIs() throws IOException {
        try (var index = ChunkIndex.open(directory, "1")) {
            index.put(file("r", "a", chunk(1, "x", "one"), chunk(20, "y", "two")));
            index.put(file("r2", "b", chunk(1, "z", "two")));
            index.put(file("r", "gone", chunk(1, "g", "gone")));
            index.publish();
            index.remove("r", "gone");
            index.publish();
            try (var snapshot = index.snapshot()) {
                var told = new ArrayList<String>();
                snapshot.eachChunk((repository, path, digest) -> told.add(repository + ":" + path + ":" + digest));
                assertThat(told, containsInAnyOrder("r:a:one", "r:a:two", "r2:b:two"));
                var everywhere = new ChunkQuery(List.of(), List.of(), path -> true, WEIGHTS);
                assertThat(snapshot.of(List.of("two", "nowhere", "one", "gone"), everywhere, 10).stream().map(hit -> hit.symbol().name()).toList(), is(List.of("y", "z", "x")));
                var there = new ChunkQuery(List.of(), List.of("r"), path -> true, WEIGHTS);
                assertThat(snapshot.of(List.of("two", "one"), there, 1).stream().map(hit -> hit.symbol().name()).toList(), is(List.of("y")));
            }
        }
    }
}
