package sigil.code.search;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

class ShallowListingTest {

    @TempDir
    Path directory;

    private Tree tree;

    @BeforeEach
    void begin() {
        new Tree(directory.resolve("outside")).file("x.txt", "");
        tree = new Tree(directory.resolve("repo")).file(".gitignore", "*.o\n/b/only-here.txt\n/alias/hidden.txt\n").file("b/x.txt", "123").file("b/only-here.txt", "")
                .file("b/hidden.txt", "").file("b/deep/y.txt", "").file("b/y.o", "").file("b/.env", "").file("B.txt", "12345").file(".dot", "")
                .link("alias", "b").link("text", "B.txt").link("out", "../outside").link("secret", "b/.env");
    }

    private List<Entry> list(String path) {
        return new ShallowListing(tree.gate()).list(tree.repository(), path, name -> true);
    }

    @Test
    void entriesComeByCodePointAndLinksAsWhatTheyLeadTo() {
        assertThat(list(""), is(List.of(new Entry(".dot", Entry.Kind.FILE, 0), new Entry(".gitignore", Entry.Kind.FILE, 39),
                new Entry("B.txt", Entry.Kind.FILE, 5), new Entry("alias", Entry.Kind.DIRECTORY, 0), new Entry("b", Entry.Kind.DIRECTORY, 0),
                new Entry("text", Entry.Kind.FILE, 5))));
        assertThat(list("b"), is(List.of(new Entry("b/deep", Entry.Kind.DIRECTORY, 0), new Entry("b/hidden.txt", Entry.Kind.FILE, 0),
                new Entry("b/x.txt", Entry.Kind.FILE, 3))));
    }

    @Test
    void throughALinkPathsBeginAsAskedAndEachMustPassByBothItsPaths() {
        assertThat(list("alias"), is(List.of(new Entry("alias/deep", Entry.Kind.DIRECTORY, 0), new Entry("alias/x.txt", Entry.Kind.FILE, 3))));
    }

    @Test
    void onlyChosenNamesAreLookedAtAndEachNameIsAskedOnce() {
        var asked = new ArrayList<String>();
        var entries = new ShallowListing(tree.gate()).list(tree.repository(), "b", name -> asked.add(name) && name.startsWith("x"));
        assertThat(entries, is(List.of(new Entry("b/x.txt", Entry.Kind.FILE, 3))));
        assertThat(asked.stream().sorted().toList(), is(List.of(".env", "deep", "hidden.txt", "only-here.txt", "x.txt", "y.o")));
    }

    @Test
    void whatIsMissingRefusedOrNoDirectoryHasNoEntries() {
        for (var path : List.of("none", "B.txt", "out", "secret", ".git", "..", "/", "b/../b")) {
            assertThat(path, list(path), is(empty()));
        }
    }

    @Test
    void everyEntryIsOneThatTheFullListingShows() {
        var shown = ((ListOutcome.Page) new FileListing(tree.gate()).list(tree.repository(), ListQuery.of("").withHidden(true).withMaxDepth(1)))
                .entries().stream().map(Entry::path).toList();
        assertThat(list("").stream().map(Entry::path).toList(), is(shown));
    }
}
