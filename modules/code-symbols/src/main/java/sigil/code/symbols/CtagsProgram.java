package sigil.code.symbols;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A universal-ctags that can be asked for one file after the other.
 *
 * @param path      absolute
 * @param version   such as {@code 5.9.0}
 * @param sandbox   whether it can lock itself in, so that it opens no file whatever a text makes of it
 * @param languages what it calls those that it knows
 */
record CtagsProgram(Path path, String version, boolean sandbox, Set<String> languages) {

    private static final List<String> NAMES = List.of("ctags-universal", "universal-ctags", "ctags");
    private static final Pattern VERSION = Pattern.compile("Universal Ctags (\\d[\\w.]{0,30})");
    private static final long PATIENCE_SECONDS = 2;
    private static final int MOST_SAID_BYTES = 1 << 16;
    /** Memory in KiB and processor time in seconds: neither is reached by work in earnest, and a program that outlives us in a loop ends. */
    private static final String BOUNDED = "ulimit -v 1048576 2>/dev/null; ulimit -t 600 2>/dev/null; exec \"$0\" \"$@\"";

    CtagsProgram {
        languages = Set.copyOf(languages);
    }

    /** Where it may lie. Only absolute directories count: another one may be in a repository. */
    static List<Path> onPath(String path) {
        return Stream.of((path == null ? "" : path).split(File.pathSeparator)).filter(directory -> directory.startsWith("/")).map(Path::of)
                .flatMap(directory -> NAMES.stream().map(directory::resolve)).toList();
    }

    /** The first of these that is what is needed. Others are asked what they are, which takes some ms, at worst 2 s for each. */
    static Optional<CtagsProgram> firstOf(List<Path> candidates) {
        return candidates.stream().filter(Files::isExecutable).filter(Files::isRegularFile).map(CtagsProgram::look).flatMap(Optional::stream).findFirst();
    }

    private static Optional<CtagsProgram> look(Path path) {
        var version = VERSION.matcher(said(path, "--version"));
        if (!version.find()) {
            return Optional.empty();
        }
        var features = firstWords(said(path, "--list-features"));
        return features.contains("json") && features.contains("interactive")
                ? Optional.of(new CtagsProgram(path, version.group(1), features.contains("sandbox"), firstWords(said(path, "--list-languages"))))
                : Optional.empty();
    }

    private static Set<String> firstWords(String text) {
        var words = new HashSet<String>();
        text.lines().map(line -> line.split(" ", 2)).filter(line -> line.length == 1 || !line[1].contains("[disabled]")).forEach(line -> words.add(line[0]));
        return words;
    }

    /** What it answers to one question; empty if it does not answer. */
    private static String said(Path path, String question) {
        try {
            var process = start(List.of(path.toString(), "--options=NONE", question));
            try {
                process.getOutputStream().close();
                var answer = new StringBuilder();
                var reader = Thread.ofPlatform().daemon().name("code-ctags-question").start(() -> {
                    try (var out = process.getInputStream()) {
                        var text = new String(out.readNBytes(MOST_SAID_BYTES), StandardCharsets.UTF_8);
                        synchronized (answer) {
                            answer.append(text);
                        }
                    } catch (IOException e) {
                        // it ended: it said nothing
                    }
                });
                reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
                synchronized (answer) {
                    return answer.toString();
                }
            } finally {
                end(process);
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Starts it to be asked for files. */
    Process ask() throws IOException {
        // no pattern is asked for, so that no text comes back. +F, though it is the default: with -F what is private would be missing
        return start(List.of(path.toString(), "--options=NONE", "--sort=no", "--extras=+F", "--fields={name}{kind}{line}{end}{scope}",
                "--_interactive=" + (sandbox ? "sandbox" : "default")));
    }

    private static Process start(List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", BOUNDED));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(new File("/")).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("LANG", "C.UTF-8");
        return builder.start();
    }

    /** Ends a process at once, and what it started. */
    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
