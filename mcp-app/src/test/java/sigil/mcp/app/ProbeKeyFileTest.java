package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeKeyFileTest {
    @TempDir
    private Path home;

    @Test
    void theFirstServerMakesTheKeyForItsOwnerAlone() throws IOException {
        Path state = home.resolve("state");
        ProbeKeyFile file = ProbeKeyFile.in(state);
        assertThat(file.read(), is(Optional.empty()));
        byte[] key = file.open();
        assertThat(key.length, is(32));
        assertThat(file.open(), is(key));
        assertThat(file.read().orElseThrow(), is(key));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.file())), is("rw-------"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)), is("rwx------"));
        try (Stream<Path> files = Files.list(state)) {
            assertThat(files.toList(), is(List.of(file.file())));
        }
    }

    @Test
    void serversThatStartTogetherHaveOneKey() throws Exception {
        try (ExecutorService servers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> keys = IntStream.range(0, 20).mapToObj(_ -> servers.submit(() -> ProbeKeyFile.in(home).open())).toList();
            for (Future<byte[]> key : keys) {
                assertThat(key.get(), is(keys.getFirst().get()));
            }
        }
    }

    @Test
    void aKeyThatOthersCanReadOrThatIsNoneIsRefusedWithTheCure() throws IOException {
        ProbeKeyFile file = ProbeKeyFile.in(home);
        file.open();
        Files.setPosixFilePermissions(file.file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(assertThrows(IOException.class, file::open).getMessage(), containsString("open to other accounts (rw-r--r--); remove it"));
        Files.setPosixFilePermissions(file.file(), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file.file(), "short");
        assertThat(assertThrows(IOException.class, file::open).getMessage(), containsString("is not a key of 32 bytes"));
    }

    @Test
    void keysOfTwoServersDiffer() throws IOException {
        assertThat(Files.mismatch(key("a"), key("b")) >= 0, is(true));
    }

    private Path key(String name) throws IOException {
        ProbeKeyFile file = ProbeKeyFile.in(home.resolve(name));
        file.open();
        return file.file();
    }
}
