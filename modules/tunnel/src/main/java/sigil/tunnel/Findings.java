package sigil.tunnel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is found in one file, as it is found. */
final class Findings {
    private final Path file;
    private final List<Finding> all = new ArrayList<>();

    Findings(Path file) {
        this.file = file;
    }

    void error(String rule, int line, String what, String cause, String cure) {
        all.add(new Finding(Finding.Weight.ERROR, rule, where(line), what, cause, cure));
    }

    void warning(String rule, int line, String what, String cause, String cure) {
        all.add(new Finding(Finding.Weight.WARNING, rule, where(line), what, cause, cure));
    }

    void add(Finding finding) {
        all.add(finding);
    }

    private String where(int line) {
        return line > 0 ? file + ":" + line : file.toString();
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
