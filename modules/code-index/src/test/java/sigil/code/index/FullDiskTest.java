package sigil.code.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullDiskTest {

    private static final int FILES = 300;

    @TempDir
    Path directory;

    /** A disk with room for so many bytes more. */
    private static final class SmallDisk extends FilterDirectory {
        private final AtomicLong room;

        SmallDisk(Directory in, long room) {
            super(in);
            this.room = new AtomicLong(room);
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            return small(in.createOutput(name, context));
        }

        @Override
        public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
            return small(in.createTempOutput(prefix, suffix, context));
        }

        private IndexOutput small(IndexOutput output) {
            return new FilterIndexOutput("small", output.getName(), output) {
                @Override
                public void writeByte(byte b) throws IOException {
                    take(1);
                    out.writeByte(b);
                }

                @Override
                public void writeBytes(byte[] b, int offset, int length) throws IOException {
                    take(length);
                    out.writeBytes(b, offset, length);
                }
            };
        }

        private void take(int bytes) throws IOException {
            if (room.addAndGet(-bytes) < 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    private static NewFile file(int i, String more) {
        var random = new Random(i);
        var text = new StringBuilder("file number" + i + "end " + more + "\n");
        for (int word = 0; word < 100; word++) {
            text.append(Integer.toString(random.nextInt(50_000), 36)).append(' ');
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new NewFile("r", "d/f" + i, new Stamp(bytes.length, i, 1), FileKind.TEXT, bytes, 0, bytes.length);
    }

    private static List<String> candidates(TextIndex index, String text) {
        try (var snapshot = index.snapshot()) {
            var all = new ArrayList<String>();
            snapshot.candidates(TrigramQuery.ofLiteral(text), "r").forEachRemaining(all::add);
            return all;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 3_000, 20_000, 60_000})
    void whatWasSavedBeforeTheDiskWasFullIsThereAtTheNextStart(int room) throws IOException {
        try (var index = TextIndex.open(directory)) {
            for (int i = 0; i < FILES; i++) {
                index.put(file(i, "early"));
                if (i % 20 == 0) {
                    // segments to merge
                    index.save();
                }
            }
            index.save();
        }
        assertThrows(IOException.class, () -> {
            try (var index = TextIndex.open(directory, disk -> new SmallDisk(disk, room))) {
                while (true) {
                    for (int i = 0; i < FILES; i++) {
                        index.put(file(i, "late"));
                    }
                    index.publish();
                    index.save();
                }
            }
        });
        try (var index = TextIndex.open(directory)) {
            assertThat("nothing was damaged", index.setAside(), is(""));
            try (var snapshot = index.snapshot()) {
                assertThat(snapshot.size(), is(FILES));
            }
            assertThat(candidates(index, "number77end"), is(List.of("d/f77")));
            assertThat("the old or the new", candidates(index, "early").size() + candidates(index, "late").size(), greaterThan(FILES - 1));
            index.put(file(0, "again"));
            index.publish();
            assertThat(candidates(index, "again"), is(List.of("d/f0")));
        }
    }
}
