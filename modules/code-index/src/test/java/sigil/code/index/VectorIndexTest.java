package sigil.code.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorIndexTest {

    @TempDir
    Path directory;

    @Test
    void theNearestComesFirstAndAVectorIsReplacedByItsDigest() throws IOException {
        try (var index = VectorIndex.open(directory, "m")) {
            index.put("east", new float[]{1, 0});
            index.put("north", new float[]{0, 1});
            index.publish();
            index.put("east", new float[]{9, 3});
            index.publish();
            try (var snapshot = index.snapshot()) {
                assertThat(snapshot.count(), is(2));
                assertThat(snapshot.dimension(), is(2));
                assertThat(snapshot.nearest(new float[]{5, 1}, 2), is(List.of("east", "north")));
                assertThat(snapshot.nearest(new float[]{0, 1}, 1), is(List.of("north")));
                assertThat("those of another length are near nothing", snapshot.nearest(new float[]{0, 1, 0}, 1), is(empty()));
            }
        }
    }

    @Test
    void whatIsTakenOutIsGoneAndAfterAllIsAnotherLengthWillDo() throws IOException {
        try (var index = VectorIndex.open(directory, "m")) {
            index.put("east", new float[]{1, 0});
            index.put("north", new float[]{0, 1});
            index.publish();
            index.remove(Set.of("east"));
            index.publish();
            try (var snapshot = index.snapshot()) {
                assertThat(snapshot.digests(), is(Set.of("north")));
                assertThat(snapshot.nearest(new float[]{1, 0}, 5), is(List.of("north")));
            }
            index.clear();
            index.put("up", new float[]{0, 0, 1});
            index.publish();
            try (var snapshot = index.snapshot()) {
                assertThat(snapshot.dimension(), is(3));
                assertThat(snapshot.digests(), is(Set.of("up")));
            }
        }
    }

    @Test
    void whatWasSavedIsThereForTheSameModelOnly() throws IOException {
        try (var index = VectorIndex.open(directory, "m")) {
            index.put("east", new float[]{1, 0});
            index.save();
            index.put("lost", new float[]{0, 1});
            try (var other = VectorIndex.openToRead(directory, "m").orElseThrow(); var snapshot = other.snapshot()) {
                assertThat(snapshot.digests(), is(Set.of("east")));
            }
        }
        assertThat(VectorIndex.openToRead(directory, "another").isPresent(), is(false));
        try (var index = VectorIndex.open(directory, "m"); var snapshot = index.snapshot()) {
            assertThat(index.setAside(), is(""));
            assertThat(snapshot.digests(), is(Set.of("east")));
        }
        try (var index = VectorIndex.open(directory, "another"); var snapshot = index.snapshot()) {
            assertThat(index.setAside(), containsString("another version"));
            assertThat(snapshot.count(), is(0));
            assertThat(snapshot.dimension(), is(0));
        }
    }
}
