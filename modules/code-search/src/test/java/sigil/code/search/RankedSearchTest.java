package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In which order files come for whom the best is to come first. */
@Timeout(60)
class RankedSearchTest {

    private static final SearchControl PATIENT = SearchControl.within(Duration.ofSeconds(30));

    @TempDir
    Path directory;

    private Tree one;
    private Tree two;
    private Repositories repositories;
    private ScanSearch scan;

    @BeforeEach
    void plant() {
        one = new Tree(directory.resolve("one"));
        two = new Tree(directory.resolve("two"));
        one.file("a/Caller.java", "new Router().route();\n").file("a/Routers.java", "// Routers, not the other thing: xRouter\n")
                .file("a/test/RouterTest.java", "new Router();\n").file("vendor/Router.java", "class Router {}\n").file("z/Router.java", "class Router {\n}\n");
        two.file("b/Other.java", "Router r;\n").file("c/Defines.java", "class Other { static class Router {} }\n").file("package-lock.json", "\"Router\": 1\n");
        repositories = Repositories.of(List.of(Repository.of("one", one.root()), Repository.of("two", two.root())));
        scan = new ScanSearch(repositories, one.gate());
    }

    @AfterEach
    void close() {
        scan.close();
    }

    private static List<String> order(CodeSearch search, SearchQuery query) {
        return ((SearchResult) search.search(query, PATIENT)).files().stream().map(file -> file.repository() + "/" + file.path()).toList();
    }

    private IndexedSearch indexed(Indexer indexer, Definers definers) throws InterruptedException {
        var end = Instant.now().plusSeconds(30);
        for (var name : repositories.names()) {
            while (indexer.state(name).phase() != IndexState.Phase.COMPARED || indexer.state(name).pending() > 0) {
                assertThat("in time", Instant.now().isBefore(end));
                Thread.sleep(10);
            }
        }
        return new IndexedSearch(repositories, one.gate(), indexer, definers);
    }

    private Indexer indexer() {
        return new Indexer(repositories, one.gate(), directory.resolve("state"), ScanSearch.STANDARD_LARGEST_FILE, Duration.ZERO, event -> { });
    }

    @Test
    void withoutAnIndexTestsAndWhatProgramsWroteComeLast() {
        assertThat(order(scan, SearchQuery.literal("Router").withWord(true).withBestFirst(true)), contains("one/a/Caller.java", "one/z/Router.java",
                "one/a/test/RouterTest.java", "one/vendor/Router.java", "two/b/Other.java", "two/c/Defines.java", "two/package-lock.json"));
    }

    @Test
    void withOneDefinitionsComeFirstAndThenWhatBearsTheName() throws InterruptedException {
        try (var indexer = indexer();
                var search = indexed(indexer, (repository, name) -> name.equals("Router") && repository.equals("two") ? List.of("c/Defines.java") : List.of())) {
            assertThat(order(search, SearchQuery.literal("Router").withBestFirst(true)), contains("two/c/Defines.java", "one/z/Router.java",
                    "one/a/Caller.java", "one/a/Routers.java", "one/a/test/RouterTest.java", "one/vendor/Router.java", "two/b/Other.java", "two/package-lock.json"));
        }
    }

    @Test
    void aWordOfItsOwnComesBeforeAPartOfOne() {
        one.file("a/Aaa.java", "RouterBuilder\n");
        assertThat(order(scan, SearchQuery.literal("Router").withBestFirst(true).inRepository("one")), contains("one/a/Caller.java", "one/z/Router.java",
                "one/a/Aaa.java", "one/a/Routers.java", "one/a/test/RouterTest.java", "one/vendor/Router.java"));
    }

    @Test
    void nothingComesTwiceAndNothingIsLostWhateverTheOrder() throws InterruptedException {
        try (var indexer = indexer(); var search = indexed(indexer, (repository, name) -> List.of("c/Defines.java", "gone.java", "b/Other.java", "z/Router.java"))) {
            var query = SearchQuery.literal("Router").withBestFirst(true).withCountAll(true);
            var best = (SearchResult) search.search(query, PATIENT);
            var byPath = (SearchResult) scan.search(query.withBestFirst(false), PATIENT);
            assertThat(best.counts().stream().sorted(Comparator.comparing(Object::toString)).toList(),
                    is(byPath.counts().stream().sorted(Comparator.comparing(Object::toString)).toList()));
            assertThat(best.counted(), is(byPath.counted()));
        }
    }

    @Test
    void pagesGoOnWhereOthersEnded() throws InterruptedException {
        try (var indexer = indexer(); var search = indexed(indexer, (repository, name) -> repository.equals("two") ? List.of("c/Defines.java") : List.of())) {
            var query = SearchQuery.literal("Router").withBestFirst(true);
            var whole = order(search, query);
            assertThat("each is counted once", ((SearchResult) search.search(query, PATIENT)).coverage().searched(), is(8));
            var pages = new ArrayList<String>();
            int arrangement = ((SearchResult) search.search(query, PATIENT)).arrangement();
            for (int offset = 0; offset < whole.size(); offset++) {
                var page = (SearchResult) search.search(query.withLimit(1).from(offset), PATIENT);
                pages.add(page.files().getFirst().repository() + "/" + page.files().getFirst().path());
                assertThat(page.arrangement(), is(arrangement));
            }
            assertThat(pages, is(whole));
            assertThat("another order has another number", ((SearchResult) scan.search(query, PATIENT)).arrangement(), is(not(arrangement)));
            assertThat(((SearchResult) scan.search(query.withBestFirst(false), PATIENT)).arrangement(), is(0));
        }
    }
}
