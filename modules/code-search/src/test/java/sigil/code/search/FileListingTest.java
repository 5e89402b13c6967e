package sigil.code.search;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

class FileListingTest {

    @TempDir
    Path directory;

    private Tree tree;

    @BeforeEach
    void begin() {
        tree = new Tree(directory).file(".gitignore", "*.o\n").file("a-b/x.txt", "12345").file("a/y.java", "").file("a/deep/er/z.java", "").file("a/y.o", "")
                .file("B.txt", "").file("\uE000", "").file("😀", "").file(".hidden/h.java", "").link("link", "a").link("text", "a-b/x.txt");
    }

    private ListOutcome.Page list(ListQuery query) {
        return (ListOutcome.Page) new FileListing(tree.gate()).list(tree.repository(), query);
    }

    private static List<String> paths(ListOutcome.Page page) {
        return page.entries().stream().map(Entry::path).toList();
    }

    @Test
    void entriesComeByCodePointADirectoryBeforeWhatItHolds() {
        assertThat(paths(list(ListQuery.of(""))), is(List.of("B.txt", "a", "a/deep", "a/deep/er", "a/y.java", "a-b", "a-b/x.txt", "link", "text", "\uE000", "😀")
                .stream().sorted(CodePointOrder.PATHS).toList()));
        assertThat(paths(list(ListQuery.of("").withMaxDepth(1))), is(List.of("B.txt", "a", "a-b", "link", "text", "\uE000", "😀")));
    }

    @Test
    void sizesAndCountsAreOfWhatIsServed() {
        assertThat(list(ListQuery.of("a")).entries().getFirst(), is(new Entry("a/deep", Entry.Kind.DIRECTORY, 1)));
        assertThat(list(ListQuery.of("").withMaxDepth(1)).entries().get(1), is(new Entry("a", Entry.Kind.DIRECTORY, 2)));
        assertThat(list(ListQuery.of("a-b")).entries(), is(List.of(new Entry("a-b/x.txt", Entry.Kind.FILE, 5))));
        assertThat(list(ListQuery.of("").withMaxDepth(1)).entries().get(4), is(new Entry("text", Entry.Kind.LINK, 5)));
    }

    @Test
    void hiddenNamesAndFiltersAreHeeded() {
        assertThat(paths(list(ListQuery.of("").withHidden(true).withMaxDepth(9).withFilter(PathFilter.parse("*.java")))),
                is(List.of(".hidden/h.java", "a/deep/er/z.java", "a/y.java")));
    }

    @Test
    void pagesByOffsetAndByLastPathMakeTheWholeAndMoreIsExact() {
        var whole = paths(list(ListQuery.of("").withMaxDepth(9)));
        for (int size = 1; size <= whole.size(); size++) {
            var byOffset = new ArrayList<String>();
            var byPath = new ArrayList<String>();
            var page = list(ListQuery.of("").withMaxDepth(9).withMaxEntries(size));
            byOffset.addAll(paths(page));
            while (page.more()) {
                page = list(ListQuery.of("").withMaxDepth(9).withMaxEntries(size).from(page.next()));
                byOffset.addAll(paths(page));
            }
            for (var after = list(ListQuery.of("").withMaxDepth(9).withMaxEntries(size)); ; after = list(ListQuery.of("").withMaxDepth(9).withMaxEntries(size).after(byPath.getLast()))) {
                byPath.addAll(paths(after));
                if (!after.more()) {
                    break;
                }
            }
            assertThat(byOffset, is(whole));
            assertThat(byPath, is(whole));
        }
        assertThat(list(ListQuery.of("").withMaxDepth(9).withMaxEntries(whole.size())).more(), is(false));
    }

    @Test
    void aFileIsSaidToBeOne() {
        assertThat(new FileListing(tree.gate()).list(tree.repository(), ListQuery.of("B.txt")), is(new ListOutcome.NotADirectory("B.txt")));
    }

    @Test
    void aSummaryCountsWhatIsServedAndNamesTheBranch() {
        tree.file(".git/HEAD", "ref: refs/heads/main\n");
        var summaries = new RepositorySummaries(tree.gate(), java.util.Optional.empty(), Duration.ZERO);
        var summary = summaries.of(Repository.of("tree", directory, "a tree", List.of()));
        assertThat(summary.branch(), is("main"));
        assertThat(summary.description(), is("a tree"));
        assertThat(summary.files(), is(8));
        assertThat(summary.languages().stream().map(l -> l.name() + l.files()).toList(), is(List.of("Java3")));
        tree.file(".git/HEAD", "0123456789abcdef0123456789abcdef01234567\n");
        assertThat(summaries.of(tree.repository()).branch(), is("0123456789ab"));
        tree.file(".git/HEAD", "ref: refs/heads/evil\u001b[31m\n");
        assertThat(summaries.of(tree.repository()).branch(), is(""));
    }

    @Test
    void anUnusableRepositoryIsNamedWithoutItsPath() {
        for (var root : List.of(directory.resolve("none"), directory.resolve("B.txt"))) {
            var error = assertThrows(IllegalArgumentException.class, () -> Repository.of("mine", root));
            assertThat(error.getMessage(), containsString("repository 'mine': its root "));
            assertThat(error.getMessage(), not(containsString(directory.toString())));
        }
        assertThrows(IllegalArgumentException.class, () -> Repository.of("-x", directory));
        assertThrows(IllegalArgumentException.class, () -> Repository.of("a/b", directory));
        assertThrows(IllegalArgumentException.class, () -> Repositories.of(List.of(tree.repository(), tree.repository())));
        assertThat(tree.repository().toString(), is("Repository[tree]"));
    }
}
