package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever creates a tunnel does so without sudo, and sets it up with it. */
class CredentialsSearchTest {
    private static final String ID = "6ff42ae2-765d-4adf-8112-31c55c1551ef.json";

    @TempDir
    private Path directory;

    @Test
    void theAccountBehindSudoIsLookedAtTooAndLast() {
        assertThat(CredentialsSearch.places(Path.of("/etc/cloudflared"), Path.of("/root"), Optional.of("anna"),
                List.of("root:x:0:0:root:/root:/bin/bash", "anna:x:1000:1000:Anna,,,:/home/anna:/bin/bash", "ann:x:1:1::/home/ann:/bin/sh", "broken")),
                contains(Path.of("/etc/cloudflared"), Path.of("/root/.cloudflared"), Path.of("/home/anna/.cloudflared")));
        assertThat(CredentialsSearch.places(Path.of("/home/anna/.cloudflared"), Path.of("/home/anna"), Optional.empty(), List.of()),
                contains(Path.of("/home/anna/.cloudflared")));
    }

    @Test
    void theFirstDirectoryThatHasCredentialsCounts() throws IOException {
        Path none = Files.createDirectory(directory.resolve("none"));
        Files.writeString(none.resolve("notes.json"), "{}");
        Path first = Files.writeString(Files.createDirectory(directory.resolve("first")).resolve(ID), "{}");
        Files.writeString(Files.createDirectory(directory.resolve("second")).resolve(ID), "{}");
        assertThat(CredentialsSearch.in(List.of(directory.resolve("missing"), none, first.getParent(), directory.resolve("second"))), contains(first));
        assertThat(CredentialsSearch.in(List.of(none)), is(empty()));
    }
}
