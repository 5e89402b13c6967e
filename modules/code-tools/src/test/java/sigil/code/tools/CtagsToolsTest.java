package sigil.code.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

/** The tools with a program in the place of universal-ctags, and without one. */
class CtagsToolsTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void write() {
        new Sources(directory.resolve("app")).file("ship.lua", "function sail()  end\n").file("Ship.java", "class Ship { }\n");
    }

    private ToolDesk desk(String ctags) {
        return ToolDesk.of(JsonCodec.object()
                .add("repositories", JsonCodec.object().add("app", ToolDesk.entry(directory.resolve("app"))))
                .add("symbols", JsonCodec.object().add("ctags", ctags)));
    }

    /** Finds one function in every text of one line, and writes down its process. */
    private Path standIn() throws IOException {
        var script = Files.writeString(directory.resolve("ctags"), """
                #!/bin/sh
                case "$2" in
                --version) echo 'Universal Ctags 5.9.0'; exit;;
                --list-features) echo json; echo interactive; exit;;
                --list-languages) echo Lua; exit;;
                esac
                echo $$ > %s/pid
                echo '{"_type": "program", "name": "Universal Ctags", "version": "5.9.0"}'
                while read request && read text; do
                  echo '{"_type": "tag", "name": "sail", "line": 1, "kind": "function"}'
                  echo '{"_type": "completed", "command": "generate-tags"}'
                done
                """.formatted(directory));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void itsSymbolsAreToldAndItEndsWithTheServer() throws IOException {
        var desk = desk(standIn().toString());
        assertThat(desk.read("list_symbols", "repo", "app", "file_path", "ship.lua"), is("""
                ship.lua · Lua · 1 symbol
                1 function sail() end"""));
        assertThat(desk.read("goto_definition", "symbol_name", "sail"), is("""
                1 definition of "sail"
                app: ship.lua
                1 function sail() end"""));
        var process = ProcessHandle.of(Long.parseLong(Files.readString(directory.resolve("pid")).strip())).orElseThrow();
        assertThat(process.isAlive(), is(true));
        desk.contribution().close();
        process.onExit().join();
    }

    @Test
    void switchedOffItIsNotStarted() throws IOException {
        standIn();
        var desk = desk("off");
        assertThat(desk.refusal("list_symbols", "repo", "app", "file_path", "ship.lua"), endsWith("is of no language whose symbols are known. Read it with read_repo_file."));
        assertThat(desk.read("list_symbols", "repo", "app", "file_path", "Ship.java").lines().count(), is(2L));
        assertThat(Files.exists(directory.resolve("pid")), is(false));
        desk.contribution().close();
    }
}
