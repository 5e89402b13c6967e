package sigil.code.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** What people, editors and programs do to files, and that each of it is told, however it is noticed. */
class FileWatchTest {

    @TempDir
    private Path directory;
    private Ground ground;

    @BeforeEach
    void prepare() {
        ground = Ground.in(directory).write("a.txt", "a").write("src/one.txt", "1").write("src/deep/two.txt", "2").write("ignored/x.txt", "x");
    }

    @AfterEach
    void close() {
        ground.close();
    }

    @HoweverItIsNoticed
    void itUsesTheMethodThatItWasAskedFor(WatchMethod method) {
        ground.follow(method);
        assertThat(ground.watch.state().method(), is(method));
        assertThat(ground.watch.state().why(), is(""));
    }

    @HoweverItIsNoticed
    void aNewFileIsTold(WatchMethod method) {
        ground.follow(method).write("src/new.txt", "new");
        ground.told.await("src/new.txt");
    }

    @HoweverItIsNoticed
    void aFileThatIsWrittenAnewIsTold(WatchMethod method) {
        ground.follow(method).write("src/deep/two.txt", "another");
        ground.told.await("src/deep/two.txt");
        assertThat(ground.told.paths(), not(hasItem("a.txt")));
    }

    @HoweverItIsNoticed
    void aFileThatIsAppendedToAndKeptOpenIsTold(WatchMethod method) throws IOException {
        ground.follow(method);
        try (var out = Files.newOutputStream(ground.path("a.txt"), StandardOpenOption.APPEND)) {
            out.write('b');
            ground.told.await("a.txt");
            ground.told.forget();
            out.write('c');
            ground.told.await("a.txt");
        }
    }

    @HoweverItIsNoticed
    void aDeletedFileIsTold(WatchMethod method) throws IOException {
        ground.follow(method);
        Files.delete(ground.path("src/one.txt"));
        ground.told.await("src/one.txt");
    }

    @HoweverItIsNoticed
    void ofARenameBothNamesAreTold(WatchMethod method) {
        ground.follow(method).move("src/one.txt", "src/deep/renamed.txt");
        ground.told.await("src/one.txt", "src/deep/renamed.txt");
    }

    @HoweverItIsNoticed
    void anAtomicSaveIsTold(WatchMethod method) {
        ground.follow(method).write("src/.one.txt.tmp", "saved").move("src/.one.txt.tmp", "src/one.txt");
        ground.told.await("src/one.txt");
    }

    @HoweverItIsNoticed
    void aSaveWithABackupAsVimDoesIsTold(WatchMethod method) throws IOException {
        ground.follow(method).move("src/one.txt", "src/one.txt~");
        ground.write("src/one.txt", "saved");
        Files.delete(ground.path("src/one.txt~"));
        ground.told.await("src/one.txt");
        ground.calm();
        ground.write("src/one.txt", "saved again");
        ground.told.await("src/one.txt");
    }

    @HoweverItIsNoticed
    void aNewDirectoryIsToldWithTheFilesThatWereMadeInItAtOnce(WatchMethod method) {
        ground.follow(method).write("new/deeper/still/one.txt", "1").write("new/two.txt", "2");
        ground.told.await("new/deeper/still/one.txt", "new/two.txt");
        ground.calm();
        ground.write("new/deeper/still/later.txt", "3");
        ground.told.await("new/deeper/still/later.txt");
    }

    @HoweverItIsNoticed
    void aDirectoryThatIsMovedInIsToldAndFollowed(WatchMethod method) {
        Ground.write(ground.elsewhere.resolve("coming/sub/one.txt"), "1");
        ground.follow(method);
        Ground.move(ground.elsewhere.resolve("coming"), ground.path("src/come"));
        ground.told.await("src/come/sub/one.txt");
        ground.calm();
        ground.write("src/come/sub/one.txt", "changed");
        ground.told.await("src/come/sub/one.txt");
    }

    @HoweverItIsNoticed
    void aDirectoryThatIsMovedOutIsToldAndNotFollowed(WatchMethod method) {
        ground.follow(method);
        Ground.move(ground.path("src/deep"), ground.elsewhere.resolve("gone"));
        ground.told.await("src/deep/two.txt");
        ground.calm();
        Ground.write(ground.elsewhere.resolve("gone/two.txt"), "changed");
        ground.write("src/mark", "m");
        ground.told.await("src/mark");
        assertThat(ground.told.covers("src/deep/two.txt"), is(false));
    }

    @HoweverItIsNoticed
    void aDirectoryThatIsMovedWithinIsFollowedByItsNewName(WatchMethod method) {
        ground.follow(method).move("src/deep", "moved");
        ground.told.await("src/deep/two.txt", "moved/two.txt");
        ground.calm();
        ground.write("moved/two.txt", "changed");
        ground.told.await("moved/two.txt");
        assertThat(ground.told.covers("src/deep/two.txt"), is(false));
    }

    @HoweverItIsNoticed
    void directoriesThatSwapTheirNamesAreToldWithAllThatIsInThem(WatchMethod method) {
        ground.write("b/only-b.txt", "b");
        ground.follow(method).move("src/deep", "t");
        ground.move("b", "src/deep");
        ground.move("t", "b");
        ground.told.await("src/deep/two.txt", "src/deep/only-b.txt", "b/two.txt", "b/only-b.txt");
        ground.calm();
        ground.write("b/two.txt", "changed");
        ground.told.await("b/two.txt");
    }

    @HoweverItIsNoticed
    void aDeletedTreeIsTold(WatchMethod method) {
        ground.follow(method);
        Ground.delete(ground.path("src"));
        ground.told.await("src/one.txt", "src/deep/two.txt");
    }

    @HoweverItIsNoticed
    void aDirectoryThatIsNotEnteredIsNotWatchedAndNothingInItIsTold(WatchMethod method) {
        for (int i = 0; i < 20; i++) {
            ground.write("ignored/" + i + "/x.txt", "x");
        }
        ground.follow(method).write("ignored/3/x.txt", "changed").write("a.txt", "changed");
        ground.told.await("a.txt");
        assertThat(ground.told.paths().stream().filter(path -> path.startsWith("ignored/")).toList(), is(empty()));
        if (method != WatchMethod.POLLING) {
            assertThat(ground.watch.state().directories(), is(3));
        }
    }

    @HoweverItIsNoticed
    void aRuleThatChangesIsAskedAgainBeneathIt(WatchMethod method) throws IOException {
        ground.follow(method).write(".rules", "enter all");
        ground.told.awaitEverything("");
        ground.calm();
        ground.write("ignored/x.txt", "changed");
        ground.told.await("ignored/x.txt");
        Files.delete(ground.path(".rules"));
        ground.told.awaitEverything("");
        ground.calm();
        ground.write("ignored/x.txt", "once more").write("a.txt", "changed");
        ground.told.await("a.txt");
        assertThat(ground.told.covers("ignored/x.txt"), is(false));
    }

    @HoweverItIsNoticed
    void aRuleThatLiesElsewhereIsHeeded(WatchMethod method) {
        ground.follow(method);
        Ground.write(ground.elsewhere.resolve("exclude"), "enter all");
        ground.told.awaitEverything("");
        ground.calm();
        ground.write("ignored/x.txt", "changed");
        ground.told.await("ignored/x.txt");
    }

    @HoweverItIsNoticed
    void aRuleElsewhereIsHeededAlsoWhereItsDirectoryWasReplaced(WatchMethod method) {
        ground.follow(method);
        Ground.move(ground.elsewhere, ground.elsewhere.resolveSibling("former"));
        Ground.write(ground.elsewhere.resolve("exclude"), "enter all");
        ground.told.awaitEverything("");
        ground.calm();
        ground.write("ignored/x.txt", "changed");
        ground.told.await("ignored/x.txt");
    }

    @HoweverItIsNoticed
    void aSignThatLiesElsewhereIsToldAsTheRoot(WatchMethod method) {
        ground.follow(method);
        Ground.write(ground.elsewhere.resolve("HEAD"), "ref: refs/heads/other");
        Ground.write(ground.elsewhere.resolve("index"), "nobody asked for this");
        ground.told.await("");
        assertThat(ground.told.paths(), is(Set.of("")));
    }

    @HoweverItIsNoticed
    void linksAreToldAndNotFollowed(WatchMethod method) throws IOException {
        Ground.write(ground.elsewhere.resolve("outside/secret.txt"), "1");
        ground.follow(method);
        Files.createSymbolicLink(ground.path("src/link"), ground.elsewhere.resolve("outside"));
        ground.told.await("src/link");
        ground.calm();
        Ground.write(ground.elsewhere.resolve("outside/secret.txt"), "22");
        ground.write("a.txt", "changed");
        ground.told.await("a.txt");
        assertThat(ground.told.paths(), is(Set.of("a.txt")));
    }

    @HoweverItIsNoticed
    void aRootThatVanishesAndComesBackIsFollowedAgain(WatchMethod method) {
        ground.follow(method);
        Ground.delete(ground.root);
        ground.told.await("a.txt", "src/deep/two.txt");
        Told.until("known as missing", () -> ground.watch.state().missing().contains("ground"));
        ground.told.forget();
        ground.write("a.txt", "back");
        ground.told.await("a.txt");
        Told.until("there again", () -> ground.watch.state().missing().isEmpty() && ground.watch.state().settled());
        ground.calm();
        ground.write("b.txt", "and followed");
        ground.told.await("b.txt");
    }

    @HoweverItIsNoticed
    void aRootThatIsReplacedByAnotherDirectoryIsFollowed(WatchMethod method) {
        Ground.write(ground.elsewhere.resolve("other/sub/new.txt"), "1");
        ground.follow(method);
        Ground.move(ground.root, ground.elsewhere.resolve("former"));
        Ground.move(ground.elsewhere.resolve("other"), ground.root);
        ground.told.await("a.txt", "sub/new.txt");
        ground.calm();
        ground.write("sub/new.txt", "changed");
        ground.told.await("sub/new.txt");
    }

    @HoweverItIsNoticed
    void rootsComeAndGoWhileItRunsAndMayLieWithinEachOther(WatchMethod method) {
        ground.follow(method);
        ground.watch.add(new WatchedRoot("inner", ground.path("src"), path -> true));
        Told.until("the new root is told as a whole", () -> ground.told.all().stream()
                .anyMatch(where -> where.root().equals("inner") && where.beneath().contains("")));
        ground.calm();
        ground.write("src/one.txt", "changed");
        Told.until("told of both", () -> Set.of("src/one.txt", "one.txt").equals(ground.told.paths()));
        ground.watch.remove("ground");
        ground.calm();
        ground.write("src/deep/two.txt", "changed");
        Told.until("told of the one that is left", () -> Set.of("deep/two.txt").equals(ground.told.paths()));
        assertThat(ground.watch.state().directories(), is(method == WatchMethod.POLLING ? 0 : 2));
    }

    @HoweverItIsNoticed
    void namesOfAllKindsAreTold(WatchMethod method) {
        ground.follow(method).write("größe/ß 漢字 \"q\".txt", "x").write("-r/ a", "x");
        ground.told.await("größe/ß 漢字 \"q\".txt", "-r/ a");
    }
}
