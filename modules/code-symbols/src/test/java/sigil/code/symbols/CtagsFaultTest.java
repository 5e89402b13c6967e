package sigil.code.symbols;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** A program that calls itself ctags and does not behave. */
@Timeout(60)
class CtagsFaultTest {

    private static final Duration SOON = Duration.ofMillis(300);
    private static final String HANGING = CtagsStandIn.GREETING + "echo $$ >> %s/pids\nexec sleep 300\n";
    /** Answers each request, of which the text has one line, with one tag. */
    private static final String ANSWERING = CtagsStandIn.GREETING + """
            while read request && read text; do
              echo '{"_type": "tag", "name": "a", "line": 1, "kind": "function"}'
              echo '{"_type": "completed", "command": "generate-tags"}'
            %s
            done
            """;

    @TempDir
    Path directory;

    private static List<String> names(Ctags ctags) {
        return ctags.outline("Lua", "text\n", () -> false).orElseThrow().symbols().stream().map(Symbol::name).toList();
    }

    private static long millis(Runnable work) {
        long since = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - since).toMillis();
    }

    private List<ProcessHandle> started() throws IOException {
        return Files.exists(directory.resolve("pids"))
                ? Files.readAllLines(directory.resolve("pids")).stream().map(Long::valueOf).map(ProcessHandle::of).flatMap(Optional::stream).toList()
                : List.of();
    }

    private void awaitStart() throws IOException, InterruptedException {
        while (started().isEmpty()) {
            Thread.sleep(10);
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        processes.forEach(process -> process.onExit().join());
    }

    @Test
    void whatBehavesIsAsked() {
        try (var ctags = CtagsStandIn.that(directory, ANSWERING.formatted(""))) {
            assertThat(names(ctags), is(List.of("a")));
            assertThat(names(ctags), is(List.of("a")));
            assertThat(ctags.knows("lua"), is(true));
            assertThat("switched off there", ctags.knows("Perl"), is(false));
            assertThat(ctags.said(), is("ctags 5.9.0"));
        }
    }

    @Test
    void aFileThatTakesTooLongIsLeftAndItsProcessEnded() throws Exception {
        try (var ctags = CtagsStandIn.that(directory, Ctags.LONGEST_FILE, HANGING.formatted(directory))) {
            assertThat(ctags.outline("Lua", "x", () -> false).orElseThrow(), is(new Outline("Lua", List.of(), false)));
            awaitEnd(started());
        }
    }

    @Test
    void theNextFileGetsAnotherProcess() throws Exception {
        var once = "[ -e %1$s/once ] || { : > %1$s/once; exec sleep 300; }\n".formatted(directory);
        try (var ctags = CtagsStandIn.that(directory, Duration.ofSeconds(5), once + ANSWERING.formatted(""))) {
            assertThat(names(ctags), is(List.of()));
            assertThat(names(ctags), is(List.of("a")));
        }
    }

    @Test
    void aProcessThatEndedBetweenTwoFilesIsReplaced() {
        try (var ctags = CtagsStandIn.that(directory, ANSWERING.formatted("exit 1"))) {
            for (int i = 0; i < 10; i++) {
                assertThat(names(ctags), is(List.of("a")));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 1", "kill -9 $$", "echo hello; exec sleep 300", "cat /dev/zero", "yes '{}'", "yes '{\"_type\": \"tag\", \"name\": \"a\", \"line\": 1}'",
        "echo '{\"_type\": \"tag\", \"name\": \"a\", \"line\": \"x\"}'; exec sleep 300", "echo '{\"_type\": \"error\", \"message\": \"no\"}'; exec sleep 300",
        "echo '{\"_type\": {}}'; exec sleep 300", "(sleep 30) & exit 1", "while :; do :; done"})
    void nonsenseIsNoOutlineAndHoldsNobodyUp(String does) {
        for (var greeting : List.of("", CtagsStandIn.GREETING)) {
            try (var ctags = CtagsStandIn.that(directory, SOON, greeting + does)) {
                assertThat(does, millis(() -> assertThat(names(ctags), is(List.of()))), lessThan(20_000L));
            }
        }
    }

    @Test
    void whoeverWaitsNoLongerIsLetGo() throws Exception {
        try (var ctags = CtagsStandIn.that(directory, HANGING.formatted(directory))) {
            ctags.knows("Lua");
            var looks = new AtomicBoolean();
            BooleanSupplier atTheSecondLook = () -> looks.getAndSet(true);
            assertThat(millis(() -> assertThat(ctags.outline("Lua", "x", atTheSecondLook).orElseThrow().complete(), is(false))), lessThan(30_000L));
            awaitEnd(started());
        }
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() throws Exception {
        try (var ctags = CtagsStandIn.that(directory, HANGING.formatted(directory))) {
            var interrupted = new AtomicBoolean();
            var waiting = Thread.ofVirtual().start(() -> {
                names(ctags);
                interrupted.set(Thread.currentThread().isInterrupted());
            });
            awaitStart();
            waiting.interrupt();
            waiting.join();
            assertThat(interrupted.get(), is(true));
            awaitEnd(started());
        }
    }

    @Test
    void closingEndsTheProcessesAndWhoeverWaits() throws Exception {
        var ctags = CtagsStandIn.that(directory, HANGING.formatted(directory));
        var waiting = Stream.generate(() -> Thread.ofVirtual().start(() -> ctags.outline("Lua", "x", () -> false))).limit(4).toList();
        awaitStart();
        ctags.close();
        for (var thread : waiting) {
            thread.join();
        }
        awaitEnd(started());
        assertThat(ctags.knows("Lua"), is(false));
    }

    @Test
    void afterFailuresInARowThereIsARest() throws Exception {
        try (var ctags = CtagsStandIn.that(directory, "echo x >> %s/starts\nexit 1\n".formatted(directory))) {
            for (int i = 0; i < 30; i++) {
                assertThat(names(ctags), is(List.of()));
            }
            assertThat(ctags.said(), is("ctags 5.9.0, resting after failures"));
        }
        assertThat(Files.readAllLines(directory.resolve("starts")).size(), lessThan(10));
    }

    @Test
    void notMoreThanTwoRunAtATime() throws Exception {
        var counting = CtagsStandIn.GREETING + "echo $$ >> %s/pids\n".formatted(directory) + ANSWERING.formatted("sleep 0.02").substring(CtagsStandIn.GREETING.length());
        try (var ctags = CtagsStandIn.that(directory, counting)) {
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var names : callers.invokeAll(Collections.nCopies(16, () -> names(ctags)))) {
                    assertThat(names.get(), is(List.of("a")));
                }
            }
            assertThat(started().size(), is(2));
        }
    }

    @Test
    void itGetsFixedArgumentsAndNoEnvironmentOfOurs() throws Exception {
        var telling = "printf '%%s\\n' \"$@\" > %1$s/arguments\nenv > %1$s/environment\npwd > %1$s/place\n".formatted(directory);
        try (var ctags = CtagsStandIn.that(directory, telling + ANSWERING.formatted(""))) {
            ctags.outline("Lua", "--options=/etc/passwd\n", () -> false);
        }
        assertThat(Files.readAllLines(directory.resolve("arguments")), is(List.of("--options=NONE", "--sort=no", "--extras=+F",
                "--fields={name}{kind}{line}{end}{scope}", "--_interactive=sandbox")));
        var ours = List.of("PATH=/usr/bin:/bin", "LANG=C.UTF-8");
        // a shell adds its own
        assertThat(Files.readAllLines(directory.resolve("environment")).stream().filter(line -> !line.matches("(PWD|OLDPWD|SHLVL|_)=.*")).sorted().toList(),
                is(ours.stream().sorted().toList()));
        assertThat(Files.readString(directory.resolve("place")), is("/\n"));
    }

    @Test
    void oneFileHasAtMostFiveThousandSymbols() {
        var many = CtagsStandIn.GREETING + """
                while read request && read text; do
                  yes '{"_type": "tag", "name": "a", "line": 1, "kind": "function"}' | head -n 6000
                  echo '{"_type": "completed", "command": "generate-tags"}'
                done
                """;
        try (var ctags = CtagsStandIn.that(directory, many)) {
            var outline = ctags.outline("Lua", "text\n", () -> false).orElseThrow();
            assertThat(outline.symbols().size(), is(Outline.MOST_SYMBOLS));
            assertThat(outline.complete(), is(false));
            assertThat("still in step", names(ctags).size(), greaterThan(0));
        }
    }

    @Test
    void aLongFileIsNotHandedOver() throws Exception {
        try (var ctags = CtagsStandIn.that(directory, "echo $$ >> %s/pids\n".formatted(directory))) {
            assertThat(ctags.outline("Lua", "é".repeat(600_000), () -> false), is(Optional.of(new Outline("Lua", List.of(), false))));
            assertThat(ctags.outline("Lua", "", () -> false), is(Optional.of(new Outline("Lua", List.of(), true))));
        }
        assertThat(started(), is(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"interactive sandbox", "json", ""})
    void whatCannotAnswerInJsonFileByFileIsNotUsed(String features) {
        try (var ctags = new Ctags(List.of(CtagsStandIn.script(directory, "5.9.0", features, "")), SOON)) {
            assertThat(ctags.knows("Lua"), is(false));
            assertThat(ctags.outline("Lua", "x", () -> false).isEmpty(), is(true));
            assertThat(ctags.said(), is("no ctags: that of symbols.ctags cannot be used"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo Exuberant Ctags 5.8", "exec sleep 300", "cat /dev/zero", "exit 1"})
    void anotherProgramOfThatNameIsNotUsed(String does) {
        var script = CtagsStandIn.file(directory.resolve("ctags"), "#!/bin/sh\n" + does + "\n");
        try (var ctags = new Ctags(List.of(script), SOON)) {
            assertThat(millis(() -> assertThat(ctags.knows("Lua"), is(false))), lessThan(20_000L));
        }
    }

    @Test
    void withoutAnyTheBuiltInRulesServe() {
        try (var off = OutlineSource.of("off"); var missing = OutlineSource.of(directory.resolve("none").toString())) {
            assertThat(off.said(), is("built in"));
            assertThat(missing.said(), is("built in; no ctags: that of symbols.ctags cannot be used"));
            for (var source : List.of(off, missing)) {
                assertThat(source.knows("Java"), is(true));
                assertThat(source.knows("Lua"), is(false));
                assertThat(source.outline("Java", "class A { }", () -> false).orElseThrow().symbols().size(), is(1));
            }
        }
    }

    @Test
    void onlyAbsoluteDirectoriesOfThePathAreLookedInto() {
        assertThat(CtagsProgram.onPath("bin:/usr/bin::.").stream().map(Path::toString).toList(),
                is(List.of("/usr/bin/ctags-universal", "/usr/bin/universal-ctags", "/usr/bin/ctags")));
        assertThat(CtagsProgram.onPath(null), is(List.of()));
    }
}
