package sigil.mcp.app;

import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** Runs the commands of the owner of a box whose state lies in a directory of the test. */
record OwnerCommands(Path directory, Path file) {

    static OwnerCommands in(Path directory) {
        return new OwnerCommands(directory, new Loaded(directory).file("config.json", "{\"state\": {\"directory\": \"" + directory.resolve("state") + "\"}}"));
    }

    Path state() {
        return directory.resolve("state");
    }

    /** Runs a command, such as {@code client list}, with whatever comes after it. */
    Shell run(String command, String... arguments) {
        return Shell.run(Stream.of(Stream.of(command.split(" ")), Stream.of("--config", file.toString()), Stream.of(arguments)).flatMap(part -> part).toList());
    }

    /** The same with something on standard input. */
    Shell run(byte[] input, String command, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            return run(command, arguments);
        } finally {
            System.setIn(before);
        }
    }

    JsonValue json(String command, String... arguments) {
        Shell shell = run(command, Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        try {
            return new JsonInput(8).read(shell.out().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJsonException e) {
            throw new AssertionError(shell.toString(), e);
        }
    }

    List<String> lines(String command) {
        return run(command).out().lines().toList();
    }
}
