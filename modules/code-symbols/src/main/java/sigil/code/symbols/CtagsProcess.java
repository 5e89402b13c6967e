package sigil.code.symbols;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;

/**
 * A running ctags, told of one file after the other. It gets their text by a pipe and a name that is made up, never a file. One thread at a time may ask; any may
 * end it, and then whoever asked gets an {@link IOException}.
 */
final class CtagsProcess {

    private static final int LONGEST_LINE = 1 << 16;

    private final Process process;
    private final InputStream answers;
    private final OutputStream requests;
    private boolean greeted;

    CtagsProcess(CtagsProgram program) throws IOException {
        this.process = program.ask();
        this.answers = new BufferedInputStream(process.getInputStream(), 1 << 13);
        this.requests = process.getOutputStream();
    }

    /**
     * The tags of a text.
     *
     * @param file made up, of letters and a dot
     * @param text in UTF-8, not empty: without content it would be looked for on the disk
     * @return what it says
     * @throws IOException it ended, or what it says is not the answer to this; it cannot be asked again
     */
    CtagsTags tags(String file, byte[] text) throws IOException {
        if (!greeted) {
            expect("program");
            greeted = true;
        }
        requests.write(("{\"command\":\"generate-tags\",\"filename\":\"" + file + "\",\"size\":" + text.length + "}\n").getBytes(StandardCharsets.US_ASCII));
        requests.write(text);
        requests.flush();
        var tags = new ArrayList<CtagsTags.Tag>();
        boolean complete = true;
        while (true) {
            var answer = answer();
            switch (answer.getOrDefault("_type", "")) {
                case "completed" -> {
                    return new CtagsTags(tags, complete);
                }
                case "tag" -> {
                    if (tags.size() < Outline.MOST_SYMBOLS) {
                        tags.add(tag(answer));
                    } else {
                        complete = false;
                    }
                }
                case "error" -> throw new IOException("ctags: " + answer.getOrDefault("message", "an error"));
                default -> {
                    // a word that later versions may have, such as a warning
                }
            }
        }
    }

    void end() {
        CtagsProgram.end(process);
    }

    private static CtagsTags.Tag tag(Map<String, String> answer) throws IOException {
        try {
            return new CtagsTags.Tag(answer.getOrDefault("name", ""), answer.getOrDefault("kind", ""), Integer.parseInt(answer.getOrDefault("line", "0")),
                    Integer.parseInt(answer.getOrDefault("end", "0")), answer.getOrDefault("scope", ""));
        } catch (NumberFormatException e) {
            throw new IOException("a tag without a line", e);
        }
    }

    private void expect(String type) throws IOException {
        if (!answer().getOrDefault("_type", "").equals(type)) {
            throw new IOException("not the answer of ctags");
        }
    }

    private Map<String, String> answer() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = answers.read(); c != '\n'; c = answers.read()) {
            if (c < 0) {
                throw new IOException("ctags ended");
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line over " + LONGEST_LINE + " bytes");
            }
            line.write(c);
        }
        return FlatJson.members(line.toString(StandardCharsets.UTF_8)).orElseThrow(() -> new IOException("not the answer of ctags"));
    }
}
