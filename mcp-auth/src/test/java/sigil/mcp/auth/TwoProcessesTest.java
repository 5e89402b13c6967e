package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Scope;

class TwoProcessesTest {
    @TempDir
    private Path directory;

    // row: RS-05
    @Test
    void aRevocationByAnotherProcessHoldsFromTheNextRequestOn() throws Exception {
        Path state = directory.resolve("state");
        try (var store = AuthStore.open(state)) {
            var server = store.tokens();
            String text = server.create("chatgpt", Scope.READ, Optional.empty()).text().reveal();
            BooleanSupplier stands = ((Verdict.Accepted) server.judge(text)).stands();
            assertThat(stands.getAsBoolean(), is(true));

            var command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                    "-cp", everyPath(), TokenRevocation.class.getName(), state.toString(), "chatgpt");
            Process commandLine = new ProcessBuilder(command).inheritIO().start();
            assertThat(commandLine.waitFor(), is(0));

            assertThat(stands.getAsBoolean(), is(false));
            assertThat(server.judge(text), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
        }
    }

    // the other process needs no modules: everything on one class path
    private static String everyPath() {
        return Stream.of(System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path", ""),
                        Path.of(System.getProperty("basedir", "."), "target", "test-classes").toString(),
                        Path.of(System.getProperty("basedir", "."), "target", "classes").toString())
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
