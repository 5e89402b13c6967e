package sigil.code.tools;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sigil.code.search.IndexReport;
import sigil.code.search.Repository;
import sigil.code.watch.WatchState;

/** What there is to say of a repository's index, for reading: what it does, what is left out, how changes are noticed. */
final class IndexWords {

    private IndexWords() {
    }

    /** A paragraph without a line break at its end. */
    static String of(Repository repository, IndexFacts.Facts known, boolean watchWanted, Optional<WatchState> watch, Instant now) {
        StringBuilder text = new StringBuilder(repository.name()).append(" · ").append(phase(known));
        known.report().ifPresent(report -> {
            int pending = report.state().pending();
            if (pending > 0) {
                text.append(" · ").append(Shown.count(pending, "path")).append(" to look at again");
            }
            report.compared().ifPresent(moment -> text.append(" · compared with all files ").append(ago(Duration.between(moment, now))));
            leftOut(report).ifPresent(words -> text.append("\n  ").append(words));
        });
        return text.append("\n  ").append(repository.reachable() ? watching(repository, watchWanted, watch)
                : "its directory is not there at the moment").toString();
    }

    private static String phase(IndexFacts.Facts known) {
        if (known.report().isEmpty()) {
            return "no index (index.enabled is false): searches read all " + Shown.count(known.files(), "file");
        }
        IndexReport report = known.report().get();
        String files = Shown.count(report.state().files(), "file") + " in the index";
        return switch (report.state().phase()) {
            case OPENING -> report.state().files() == 0 ? "the index is being opened; searches read the files"
                    : "the index as it was saved last: " + files + "; searches check the files for changes";
            case COMPARING -> "being indexed: " + report.metFiles() + " of " + Shown.count(known.files(), "file")
                    + known.percent().map(percent -> " (" + percent + " %)").orElse("") + "; searches read the rest from the files";
            case COMPARED -> "indexed: " + files + "; searches check the files for changes";
            case CURRENT -> "indexed: " + files + "; it hears of every change";
            case READING -> "another process, such as a running server, writes the index: " + report.state().files() + " of "
                    + Shown.count(known.files(), "file") + " in it; searches check the files for changes";
            case FAILED -> "no index, because " + report.state().problem() + "; searches read the files, and it is tried again every 30 s";
        };
    }

    private static Optional<String> leftOut(IndexReport report) {
        List<String> reasons = new ArrayList<>();
        add(report.binary(), "not text", reasons);
        add(report.tooLarge(), "too large (limits.max_file_bytes)", reasons);
        add(report.unreadable(), "unreadable", reasons);
        if (report.notEntered() > 0) {
            reasons.add(Shown.count(report.notEntered(), "directory") + " that cannot be read or lies more than 100 levels deep");
        }
        String skipped = reasons.isEmpty() ? "" : "not searched: " + String.join(", ", reasons);
        String minified = report.minified() == 0 ? "" : Shown.count(report.minified(), "file") + " made by a program, searched all the same";
        return Optional.of(skipped + (skipped.isEmpty() || minified.isEmpty() ? "" : " · ") + minified).filter(words -> !words.isEmpty());
    }

    private static void add(int number, String reason, List<String> reasons) {
        if (number > 0) {
            reasons.add(number + " " + reason);
        }
    }

    private static String watching(Repository repository, boolean wanted, Optional<WatchState> watch) {
        if (watch.isEmpty()) {
            return wanted ? "this process does not watch it: only a server does" : "not watched (watch.enabled is false)";
        }
        WatchState state = watch.get();
        List<WatchState.Polled> polled = IndexFacts.polled(state, repository);
        boolean whole = polled.stream().anyMatch(part -> part.directory().isEmpty());
        StringBuilder text = new StringBuilder();
        if (!whole) {
            text.append(switch (state.method()) {
                case INOTIFY -> "watched by the kernel (inotify)";
                case WATCH_SERVICE -> "watched by the JDK's WatchService";
                case POLLING -> "looked at every few seconds";
            });
            text.append(state.why().isEmpty() ? "" : " (" + Shown.inline(state.why()) + ")").append(state.settled() ? "" : ", still entering directories");
        }
        reasons(polled).forEach((why, directories) -> text.append(text.isEmpty() ? "" : "\n  ")
                .append(whole ? "looked at every few seconds" : Shown.count(directories.size(), "directory") + " looked at every few seconds instead ("
                        + directories.getFirst() + (directories.size() > 1 ? ", ..." : "") + ")")
                .append(". ").append(Shown.inline(why)));
        if (state.overflows() > 0) {
            text.append("\n  more happened at once than could be told, ").append(state.overflows()).append(" times: everything was looked at then");
        }
        return text.toString();
    }

    private static Map<String, List<String>> reasons(List<WatchState.Polled> polled) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        polled.forEach(part -> reasons.computeIfAbsent(part.why(), why -> new ArrayList<>()).add(Shown.inline(part.directory())));
        return reasons;
    }

    private static String ago(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 120 ? seconds + " s ago" : seconds < 7_200 ? seconds / 60 + " min ago" : seconds / 3_600 + " h ago";
    }
}
