package sigil.code.search;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.channels.Channels;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

@Timeout(60)
class PathGateTest {

    private static final String CANARY = "canary-7f3a";

    @TempDir
    Path directory;

    private Tree tree;
    private Repository repository;
    private PathGate gate;

    @BeforeEach
    void plantCanaries() throws Exception {
        new Tree(directory.resolve("repo-secret")).file("inside.txt", CANARY).file("dir/inside.txt", CANARY);
        tree = new Tree(directory.resolve("repo"));
        tree.file("plain.txt", "hello").file("src/Main.java", "class Main {}")
                .file(".gitignore", "ignored.txt\nignored-dir/\n")
                .file(".git/config", CANARY).file("sub/.GIT/config", CANARY).file("module/.git/config", CANARY)
                .file(".env", CANARY).file("deep/.ENV.local", CANARY).file("tls/server.PEM", CANARY).file("id_rsa", CANARY)
                .file(".aws/config", CANARY).file("home/.docker/config.json", CANARY).file("app/secrets.yml", CANARY)
                .file("ignored.txt", CANARY).file("ignored-dir/a.txt", CANARY).file("new\nline.txt", CANARY).file("back\\slash.txt", CANARY)
                .link("out-file", "../repo-secret/inside.txt").link("out-dir", "../repo-secret").link("out-absolute", "/etc/passwd")
                .link("git-link", ".git/config").link("git-dir-link", ".git").link("env-link", ".env").link("ignored-link", "ignored.txt")
                .link("zero", "/dev/zero").link("loop", "loop").link("dangling", "nowhere").link("up", "..")
                .link("secret-dir", "../repo-secret/dir").link(".npmrc", "plain.txt")
                .link("good-link", "plain.txt").link("good-dir", "src");
        assertThat(new ProcessBuilder("mkfifo", tree.root().resolve("fifo").toString()).start().waitFor(), is(0));
        Files.createLink(tree.root().resolve("hard-out.txt"), directory.resolve("repo-secret/inside.txt"));
        Files.createLink(tree.root().resolve("src/hard-env.txt"), tree.root().resolve(".env"));
        repository = tree.repository();
        gate = tree.gate();
    }

    static List<String> refusedPaths() {
        return List.of("missing.txt", "missing/deeper.txt", "../../etc/passwd", "..", "src/..", "src/../plain.txt", "..%2f..%2fetc%2fpasswd", "..%2frepo-secret/inside.txt",
                "%2e%2e/repo-secret/inside.txt", "/etc/passwd", "//etc/passwd", "/", "../repo-secret/inside.txt", "out-file", "out-dir", "out-dir/inside.txt",
                "out-absolute", "git-link", "git-dir-link", "git-dir-link/config", ".git", ".git/config", ".GIT/config", ".Git/config", "sub/.GIT/config", "module/.git/config",
                "./.git/config", ".git//config", "src/./../.git/config", ".env", "deep/.ENV.local", "env-link", "tls/server.PEM", "id_rsa", ".aws", ".aws/config",
                "home/.docker/config.json", "app/secrets.yml", "ignored.txt", "ignored-dir", "ignored-dir/a.txt", "ignored-link", "fifo", "zero", "loop", "dangling",
                "up", "up/repo/plain.txt", "hard-out.txt", "src/hard-env.txt", "src/../src/hard-env.txt", "secret-dir/inside.txt", ".npmrc", "new\nline.txt", "back\\slash.txt", "nul\0byte", "plain.txt\0", "plain.txt/x", "src\\Main.java",
                "C:\\Windows\\win.ini", "tab\there", "\u0085", "x".repeat(300), "x/".repeat(5000), "lone\ud800surrogate", "~/.ssh/id_rsa", "file:///etc/passwd");
    }

    @ParameterizedTest
    @MethodSource("refusedPaths")
    void everyRefusalIsThatOfAMissingFile(String path) {
        var read = new FileReading(gate).read(repository, path, 1, 10, 1000);
        assertThat(read, is(new Refused(path)));
        assertThat(new FileListing(gate).list(repository, ListQuery.of(path)), is(read));
        assertThat(new WholeReading(gate, 1 << 20).read(repository, path), is(read));
        assertThat(new ShallowListing(gate).list(repository, path, name -> true), is(empty()));
        var text = ((Refused) read).message().replace(((Refused) read).path(), "*");
        assertThat(text, is(new Refused("missing.txt").message().replace("missing.txt", "*")));
        assertThat(((Refused) read).message(), not(containsString(directory.toString())));
    }

    @Test
    void aSocketIsNotOpened() throws IOException {
        var path = Files.createTempDirectory("s").resolve("socket");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.move(path, tree.root().resolve("socket"));
            assertThat(new FileReading(gate).read(repository, "socket", 1, 1, 10), is(new Refused("socket")));
        } finally {
            Files.delete(path.getParent());
        }
    }

    @Test
    void noCanaryIsListedFoundOrReadThroughAnyListedPath() {
        var page = (ListOutcome.Page) new FileListing(gate).list(repository, ListQuery.of("").withHidden(true).withMaxDepth(50).withMaxEntries(5000));
        var paths = page.entries().stream().map(Entry::path).toList();
        assertThat(paths, is(List.of(".gitignore", "app", "deep", "good-dir", "good-link", "home", "home/.docker", "module", "plain.txt", "src",
                "src/Main.java", "sub", "tls")));
        for (var path : paths) {
            assertThat(path, new FileReading(gate).read(repository, path, 1, 100, 100_000).toString(), not(containsString(CANARY)));
        }
        try (var search = new ScanSearch(Repositories.of(List.of(repository)), gate)) {
            for (var query : List.of(SearchQuery.literal(CANARY), SearchQuery.regex("canary|root:"))) {
                var result = (SearchResult) search.search(query, SearchControl.within(Duration.ofSeconds(30)));
                assertThat(result.ending(), is(SearchResult.Ending.COMPLETE));
                assertThat(result.files(), is(empty()));
                assertThat(result.coverage().searched(), is(3));
            }
        }
    }

    @Test
    void aFileWithASecondNameIsServedWhereTheOwnerSaysSo() {
        var serving = PathGate.of(SecretRules.standard(), HardLinks.SERVED);
        assertThat(new FileReading(serving).read(repository, "hard-out.txt", 1, 1, 100), instanceOf(ReadOutcome.Text.class));
        assertThat("a secret's own name is refused all the same", new FileReading(serving).read(repository, ".env", 1, 1, 100), instanceOf(Refused.class));
    }

    @Test
    void aFileThatLosesItsSecondNameIsServedAgain() throws IOException {
        Files.delete(directory.resolve("repo-secret/inside.txt"));
        assertThat(new FileReading(gate).read(repository, "hard-out.txt", 1, 1, 100), instanceOf(ReadOutcome.Text.class));
    }

    @Test
    void aLinkWithinTheRepositoryIsFollowedAndItsRealPathIsSaid() {
        assertThat(((ReadOutcome.Text) new FileReading(gate).read(repository, "good-link", 1, 1, 100)).path(), is("plain.txt"));
        assertThat(((ReadOutcome.Text) new FileReading(gate).read(repository, "good-dir/Main.java", 1, 1, 100)).path(), is("src/Main.java"));
        assertThat(((ListOutcome.Page) new FileListing(gate).list(repository, ListQuery.of("good-dir"))).directory(), is("src"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"./plain.txt", "plain.txt/", ".//plain.txt", "src/.././plain.txt"})
    void emptyAndDotSegmentsAreDroppedButNoWayUpIs(String path) {
        boolean up = path.contains("..");
        assertThat(new FileReading(gate).read(repository, path, 1, 1, 100), up ? instanceOf(Refused.class) : instanceOf(ReadOutcome.Text.class));
    }

    @Test
    void aDirectorySwappedForALinkAfterTheCheckLeadsNowhere() throws IOException {
        try (var cursor = new FolderCursor(repository.root())) {
            Files.move(tree.root().resolve("src"), tree.root().resolve("moved"));
            Files.createSymbolicLink(tree.root().resolve("src"), directory.resolve("repo-secret"));
            var failure = new ArrayList<IOException>();
            try (var channel = cursor.file("src/inside.txt")) {
                assertThat("opened " + channel, false);
            } catch (IOException e) {
                failure.add(e);
            }
            assertThat(failure.size(), is(1));
        }
    }

    /** A file is made anew each time, as a save does that replaces one, and stays for longer than a tick of the disk's clock. */
    @Test
    void aFileExchangedForAHardLinkWhileItIsOpenedIsNotRead() throws Exception {
        var read = readWhileExchanging((place, next) -> {
            Files.writeString(next.resolveSibling("saved"), "hello");
            Thread.sleep(5);
            Files.createLink(next, directory.resolve("repo-secret/inside.txt"));
            Files.move(next, place, StandardCopyOption.ATOMIC_MOVE);
            Files.move(next.resolveSibling("saved"), place, StandardCopyOption.ATOMIC_MOVE);
        });
        read.remove("refused");
        assertThat(read, is(Set.of("hello")));
    }

    @Test
    void aFileThatIsReplacedWhileItIsOpenedIsThere() throws Exception {
        var read = readWhileExchanging((place, next) -> {
            Files.writeString(next, "hello");
            Files.move(next, place, StandardCopyOption.ATOMIC_MOVE);
            Thread.sleep(1);
        });
        assertThat(read, is(Set.of("hello")));
    }

    private interface Exchange {
        void run(Path place, Path next) throws IOException, InterruptedException;
    }

    /** What is read of a file, by each of the two ways, while others take its place. */
    private Set<String> readWhileExchanging(Exchange exchange) throws Exception {
        var place = Files.writeString(tree.root().resolve("exchanged.txt"), "hello");
        var over = new AtomicBoolean();
        var exchanges = new AtomicInteger();
        var exchanging = Thread.ofPlatform().start(() -> {
            try {
                for (; !over.get(); exchanges.incrementAndGet()) {
                    exchange.run(place, directory.resolve("next"));
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        var read = new HashSet<String>();
        try (var cursor = new FolderCursor(gate, repository)) {
            for (long end = System.nanoTime() + Duration.ofSeconds(20).toNanos(); exchanges.get() < 500 && System.nanoTime() < end; ) {
                read.add(new FileReading(gate).read(repository, "exchanged.txt", 1, 1, 100) instanceof ReadOutcome.Text text
                        ? text.lines().getFirst().text() : "refused");
                try (var channel = cursor.file("exchanged.txt"); var in = Channels.newInputStream(channel)) {
                    read.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                } catch (NoSuchFileException e) {
                    read.add("refused");
                }
            }
        } finally {
            over.set(true);
            exchanging.join();
        }
        assertThat(exchanges.get(), is(greaterThan(100)));
        return read;
    }

    @Test
    void withoutDescriptorsLinksAreNotFollowedEither() throws IOException {
        var folder = new PlainFolder(tree.root().toRealPath());
        for (var name : List.of("out-file", "good-link", "fifo", "zero", "src")) {
            try (var channel = folder.file(name)) {
                assertThat("opened " + name + channel, false);
            } catch (IOException e) {
                assertThat(e.getMessage(), not(containsString(CANARY)));
            }
        }
        try (var inner = folder.folder("src"); var channel = inner.file("Main.java")) {
            assertThat(Channels.newInputStream(channel).readAllBytes().length, is(13));
        }
        try (var inner = folder.folder("out-dir")) {
            assertThat("opened " + inner, false);
        } catch (IOException e) {
            assertThat(e.getMessage(), is("not a directory"));
        }
    }

    @Test
    void anUnreadableFileIsRefusedLikeAMissingOne() throws IOException {
        tree.file("locked.txt", CANARY);
        var file = tree.root().resolve("locked.txt");
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file), "this account reads everything");
        assertThat(new FileReading(gate).read(repository, "locked.txt", 1, 1, 10), is(new Refused("locked.txt")));
    }

    @Test
    void aRefusalEchoesNoControlCharactersAndIsShort() {
        assertThat(new Refused("a\u001b[31mb\nc\u202ed").path(), is("a?[31mb?c?d"));
        assertThat(new Refused("y".repeat(5000)).path().length(), is(200));
    }
}
