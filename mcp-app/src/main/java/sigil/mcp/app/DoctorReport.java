package sigil.mcp.app;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sigil.mcp.core.JsonCodec;
import sigil.tunnel.Diagnosis;
import sigil.tunnel.Fault;
import sigil.tunnel.Hop;
import sigil.tunnel.Observation;
import sigil.tunnel.Verdict;

/**
 * A diagnosis as people and machines read it. For people no line is longer than 80 columns, and each verdict is a word, so that nothing is lost without colour.
 *
 * @param diagnosis what was found
 */
record DoctorReport(Diagnosis diagnosis) {
    private static final int WIDTH = 80;
    private static final int NAME = 8;
    private static final int EVIDENCE = 29;
    private static final int TEXT = 15;
    private static final int LONGEST_EVIDENCE = 300;
    private static final String NOT_LOOKED_AT = "not looked at";

    /** How a verdict is written. */
    private enum Word {
        PASS("pass", "32"), FAIL("FAIL", "1;31"), UNKNOWN("?   ", "33");

        private final String text;
        private final String colour;

        Word(String text, String colour) {
            this.text = text;
            this.colour = colour;
        }

        static Word of(Verdict verdict) {
            return switch (verdict) {
                case Verdict.Pass _ -> PASS;
                case Verdict.Fail _ -> FAIL;
                case Verdict.Unknown _ -> UNKNOWN;
            };
        }

        String text(boolean colours) {
            return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
        }
    }

    /** The lines for a terminal. */
    List<String> lines(boolean colours) {
        List<String> lines = new ArrayList<>();
        for (Hop hop : Hop.values()) {
            lines.add(bold(hop == Hop.ORIGIN ? "The origin: " + diagnosis.origin() : throughTheUrl(), colours));
            List<Observation> there = diagnosis.observations().stream().filter(observation -> observation.hop() == hop).toList();
            there.stream().filter(observation -> !isLeftOut(observation)).forEach(observation -> lines.addAll(lines(observation, colours)));
            String leftOut = there.stream().filter(DoctorReport::isLeftOut).map(Observation::check).collect(Collectors.joining(", "));
            if (!leftOut.isEmpty()) {
                under(lines, "  " + Word.UNKNOWN.text(colours) + "  ", NAME, NOT_LOOKED_AT + ", since the above comes first: " + leftOut);
            }
            lines.add("");
        }
        if (diagnosis.url().isEmpty()) {
            lines.removeLast();
            lines.add("  sigil-mcp tunnel init makes one; programs on this machine need none.");
            lines.add("");
        }
        lines.add(bold(summary(), colours));
        if (!diagnosis.faults().isEmpty()) {
            lines.add("docs/tunnel/when-it-fails.md goes through it step by step.");
        }
        return lines;
    }

    private String throughTheUrl() {
        return diagnosis.url().map(url -> "Through the public URL: " + Printable.of(url)).orElse("There is no public URL yet");
    }

    private static boolean isLeftOut(Observation observation) {
        return observation.verdict() instanceof Verdict.Unknown(String why) && why.startsWith(NOT_LOOKED_AT);
    }

    private static List<String> lines(Observation observation, boolean colours) {
        List<String> lines = new ArrayList<>();
        List<String> seen = new ArrayList<>(observation.evidence().stream().filter(line -> !line.isBlank()).toList());
        if (observation.verdict() instanceof Verdict.Unknown(String why)) {
            seen.addFirst(why);
        }
        String first = "  " + Word.of(observation.verdict()).text(colours) + "  "
                + String.format(Locale.ROOT, "%-" + (EVIDENCE - NAME - 2) + "s  ", observation.check());
        for (String line : seen.isEmpty() ? List.of("") : seen) {
            under(lines, first, EVIDENCE, Printable.of(line, LONGEST_EVIDENCE));
            first = " ".repeat(EVIDENCE);
        }
        if (observation.verdict() instanceof Verdict.Fail(Fault fault)) {
            under(lines, " ".repeat(NAME) + "Fault  ", TEXT, fault.id());
            under(lines, " ".repeat(NAME) + "Cause  ", TEXT, fault.cause());
            under(lines, " ".repeat(NAME) + "Cure   ", TEXT, fault.cure());
            if (!fault.page().isEmpty()) {
                under(lines, " ".repeat(NAME) + "Open   ", TEXT, fault.page());
            }
        }
        return lines;
    }

    /** A text behind what its first line begins with; the others begin in the same column. */
    private static void under(List<String> lines, String first, int column, String text) {
        String before = first;
        for (String line : Wrapped.lines(text, WIDTH - column)) {
            lines.add((before + line).stripTrailing());
            before = " ".repeat(column);
        }
    }

    private String summary() {
        long passed = count(Word.PASS);
        long failed = count(Word.FAIL);
        long unknown = count(Word.UNKNOWN);
        return (diagnosis.healthy() ? "All " + passed + " checks pass" : passed + " pass, " + failed + " fail, " + unknown + " unknown")
                + ", after " + String.format(Locale.ROOT, "%.1f", diagnosis.took().toMillis() / 1_000.0) + " s.";
    }

    private long count(Word word) {
        return diagnosis.observations().stream().filter(observation -> Word.of(observation.verdict()) == word).count();
    }

    private static String bold(String text, boolean colours) {
        return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    JsonObject json() {
        JsonArrayBuilder checks = JsonCodec.array();
        diagnosis.observations().forEach(observation -> checks.add(json(observation)));
        JsonObjectBuilder object = JsonCodec.object()
                .add("healthy", diagnosis.healthy())
                .add("origin", diagnosis.origin());
        diagnosis.url().ifPresent(url -> object.add("url", url));
        return object
                .add("milliseconds", diagnosis.took().toMillis())
                .add("faults", JsonCodec.array(diagnosis.faults().stream().map(Fault::id).toList()))
                .add("checks", checks)
                .build();
    }

    /** A stranger may send a megabyte. */
    private static String beginning(String evidence) {
        return evidence.codePointCount(0, evidence.length()) <= LONGEST_EVIDENCE ? evidence
                : evidence.substring(0, evidence.offsetByCodePoints(0, LONGEST_EVIDENCE));
    }

    private static JsonObjectBuilder json(Observation observation) {
        JsonObjectBuilder object = JsonCodec.object()
                .add("hop", observation.hop().name().toLowerCase(Locale.ROOT))
                .add("check", observation.check())
                .add("verdict", Word.of(observation.verdict()).name().toLowerCase(Locale.ROOT))
                .add("evidence", JsonCodec.array(observation.evidence().stream().filter(line -> !line.isBlank())
                        .map(DoctorReport::beginning).toList()));
        switch (observation.verdict()) {
            case Verdict.Pass _ -> { }
            case Verdict.Unknown(String why) -> object.add("why", why);
            case Verdict.Fail(Fault fault) -> object.add("fault", fault.id()).add("cause", fault.cause()).add("cure", fault.cure())
                    .add("page", fault.page());
        }
        return object;
    }
}
