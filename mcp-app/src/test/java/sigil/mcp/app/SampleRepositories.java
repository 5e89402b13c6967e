package sigil.mcp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two repositories to try clients on. {@code sample} is small. {@code large} is nearly two gigabytes of text at the price of one file, since
 * its files are links: to search it with a regex that has nothing to begin with takes longer than any call may, and its part
 * {@code part} takes about a second.
 */
final class SampleRepositories {
    static final int PART_FILES = 512;
    private static final int REST_FILES = 2_000;

    private SampleRepositories() {
    }

    /** Writes them, and returns the options of {@code serve} for them. */
    static String[] write(Path home) {
        Path sample = home.resolve("sample");
        Image.write(sample.resolve("README.md"), "# Sample\n\nSays hello.\n");
        Image.write(sample.resolve("src/Greeting.java"), "class Greeting {\n    // Hello, reader\n    String text = \"Hello\";\n}\n");
        Image.write(sample.resolve("src/Grüße.txt"), "Grüße\n");
        Path large = home.resolve("large");
        links(large.resolve("part"), lines(120), PART_FILES);
        links(large.resolve("rest"), lines(14_000), REST_FILES);
        // many files at the price of one, and a search that takes its time
        return new String[] {"--repo", "sample=" + sample, "--repo", "large=" + large, "--set", "secrets.hard_links=served", "--set", "index.enabled=false"};
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "another line of text without what is searched for, number " + number + " of them\n")
                .collect(Collectors.joining());
    }

    private static void links(Path directory, String text, int files) {
        Path first = Image.write(directory.resolve("file0.txt"), text);
        try {
            for (int i = 1; i < files; i++) {
                Files.createLink(directory.resolve("file" + i + ".txt"), first);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
