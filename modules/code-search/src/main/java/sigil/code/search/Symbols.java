package sigil.code.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sigil.code.symbols.CodeLanguage;
import sigil.code.symbols.CodeText;
import sigil.code.symbols.Outline;
import sigil.code.symbols.OutlineSource;
import sigil.code.symbols.Symbol;
import sigil.code.symbols.SymbolKind;

/**
 * What files define. Every answer is read from the files as they are now, through the gate; nothing is kept.
 *
 * <p>Files are read on platform threads of its own, as many as there are processors: see {@link ScanSearch}.
 */
public final class Symbols implements AutoCloseable {

    private static final int MOST_NEAR_FILES = 100;
    private static final int LEAST_PART = 3;

    private final Repositories repositories;
    private final SymbolCandidates candidates;
    private final OutlineSource outlines;
    private final WholeReading reading;
    private final ThreadPoolExecutor workers;

    /**
     * The symbols of repositories.
     *
     * @param repositories     where
     * @param gate             judges every path
     * @param candidates       which files to look at for a name
     * @param outlines         tells what a text defines; closed with this
     * @param largestFileBytes 1 to 2^30: larger files are passed over
     */
    public Symbols(Repositories repositories, PathGate gate, SymbolCandidates candidates, OutlineSource outlines, int largestFileBytes) {
        this.repositories = repositories;
        this.candidates = candidates;
        this.outlines = outlines;
        this.reading = new WholeReading(gate, largestFileBytes);
        int threads = Runtime.getRuntime().availableProcessors();
        this.workers = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("code-symbols-", 0).factory());
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * The outline of a file.
     *
     * @param repository where
     * @param path       repository-relative
     * @return the outline, or why there is none
     */
    public OutlineOutcome outline(Repository repository, String path) {
        return outline(repository, path, () -> false);
    }

    private OutlineOutcome outline(Repository repository, String path, BooleanSupplier stop) {
        return switch (reading.read(repository, path)) {
            case WholeFile file -> readable(file).flatMap(language -> outlines.outline(language, file.text(), stop))
                    .<OutlineOutcome>map(outline -> new OutlineOutcome.Outlined(file.path(), outline))
                    .orElseGet(() -> new OutlineOutcome.NotUnderstood(file.path()));
            case WholeOutcome none -> new OutlineOutcome.Unread(none);
        };
    }

    /**
     * What tells the symbols.
     *
     * @return in a few words, such as {@code built in; ctags 5.9.0}; asking may start a program at first
     */
    public String source() {
        return outlines.said();
    }

    /**
     * Where a name is defined: exactly as it is written, or else without regard to case.
     *
     * @param query   what
     * @param control for how long; an interrupt cancels, and stays set
     * @return the definitions, best first
     */
    public Definitions definitions(DefinitionQuery query, SearchControl control) {
        var stop = new StopSignal(control);
        Definitions exact = definitions(query, true, control, stop);
        return exact.total() > 0 || exact.ending() == SearchResult.Ending.DEADLINE || exact.ending() == SearchResult.Ending.CANCELLED ? exact
                : definitions(query, false, control, stop);
    }

    private Definitions definitions(DefinitionQuery query, boolean exactly, SearchControl control, StopSignal stop) {
        var wanted = exactly ? SymbolName.Fit.EXACT : SymbolName.Fit.CASE_ASIDE;
        return matching(query.name().name(), exactly, query.repositories(), symbol -> query.name().fit(symbol) == wanted
                && query.kind().stream().allMatch(symbol.kind()::equals), control, stop).best(query);
    }

    /**
     * Symbols of a repository whose names hold a text, case aside.
     *
     * @param repository its name
     * @param text       part of a name, not empty
     * @param kind       what they must be, if that matters
     * @param limit      1 to 1000: the most to answer
     * @param control    for how long
     * @return the symbols, whole names first
     */
    public Definitions named(String repository, String text, Optional<SymbolKind> kind, int limit, SearchControl control) {
        var folded = CaseFold.fold(text);
        return matching(text, false, List.of(repository), symbol -> CaseFold.fold(symbol.name()).contains(folded)
                && kind.stream().allMatch(symbol.kind()::equals), control, new StopSignal(control))
                .best(new DefinitionQuery(new SymbolName("", text), List.of(repository), kind, "", limit));
    }

    /**
     * Names that are defined and resemble one that is not: looked for in files that hold most of it, or else a half, as far as the time goes.
     *
     * @param name         not defined
     * @param repositories names of the repositories to look in; empty for all
     * @param like         whether a name resembles it
     * @param control      for how long, all in all
     * @return the names, in order
     */
    public List<String> near(String name, List<String> repositories, Predicate<String> like, SearchControl control) {
        var names = new TreeSet<String>();
        var stop = new StopSignal(control);
        // the longer a part is, the fewer files hold it
        for (int length : new int[] {name.length() * 3 / 4, name.length() / 2}) {
            int part = Math.max(LEAST_PART, length);
            if (names.isEmpty() && name.length() > part) {
                near(name.substring(0, part), repositories, like, control, stop, names);
                near(name.substring(name.length() - part), repositories, like, control, stop, names);
            }
        }
        return List.copyOf(names);
    }

    private void near(String part, List<String> repositories, Predicate<String> like, SearchControl control, StopSignal stop, TreeSet<String> names) {
        if (!stop.raised()) {
            var found = candidates.files(part, false, repositories, SearchControl.within(stop.left()).cancelledBy(control.cancelled()));
            var files = found.files().subList(0, Math.min(MOST_NEAR_FILES, found.files().size()));
            each(files, symbol -> like.test(symbol.name()), stop)
                    .forEach(file -> file.definitions().forEach(definition -> names.add(definition.symbol().name())));
        }
    }

    /**
     * Tells what the lines of a search for a whole word do with it.
     *
     * @param word   that was searched for
     * @param result what was found
     * @return the same lines, with their use
     */
    public References references(String word, SearchResult result) {
        var tasks = new ArrayList<FutureTask<References.InFile>>();
        var stop = new StopSignal(SearchControl.within(Duration.ofHours(1)));
        for (var file : result.files()) {
            tasks.add(submit(() -> uses(word, file, stop)));
        }
        var files = gather(tasks, stop);
        return new References(files, result.shown(), result.nextOffset(), result.ending(), result.coverage().searched());
    }

    private References.InFile uses(String word, SearchResult.FileMatches file, StopSignal stop) {
        var whole = repositories.find(file.repository()).map(repository -> reading.read(repository, file.path()))
                .filter(WholeFile.class::isInstance).map(WholeFile.class::cast);
        // told apart and outlined at once, where the rules are ours
        var code = whole.flatMap(Symbols::toldApart);
        var outline = code.map(Outline::of)
                .or(() -> whole.flatMap(text -> readable(text).flatMap(language -> outlines.outline(language, text.text(), stop::raised))));
        var defined = outline.stream().flatMap(known -> known.symbols().stream()).filter(symbol -> symbol.name().equals(word)).map(Symbol::line)
                .collect(Collectors.toSet());
        var lines = file.lines().stream()
                .map(line -> new References.Line(line.number(), line.text(), defined.contains(line.number()) ? References.Use.DEFINITION
                        : code.map(text -> use(text, line.number(), word)).orElse(References.Use.CODE)))
                .toList();
        return new References.InFile(file.repository(), file.path(), lines);
    }

    /** The use that counts most: code before strings before comments. */
    private static References.Use use(CodeText text, int line, String word) {
        if (line > text.lines()) {
            return References.Use.CODE;
        }
        int end = line < text.lines() ? text.lineStart(line + 1) : text.source().length();
        References.Use use = References.Use.CODE;
        boolean found = false;
        for (int at = text.source().indexOf(word, text.lineStart(line)); at >= 0 && at < end; at = text.source().indexOf(word, at + 1)) {
            switch (text.at(at)) {
                case CODE -> {
                    return References.Use.CODE;
                }
                case STRING -> use = References.Use.STRING;
                case COMMENT -> use = found && use == References.Use.STRING ? use : References.Use.COMMENT;
            }
            found = true;
        }
        return use;
    }

    @Override
    public void close() {
        workers.shutdown();
        outlines.close();
    }

    /** What fits in a file, and whether all of its symbols were looked at. */
    private record InFile(SearchResult.FileCount file, List<Definition> definitions, boolean complete) {
    }

    /** What fits, and how the looking ended. */
    private record Fitting(List<InFile> files, SearchResult.Ending ending) {

        Definitions best(DefinitionQuery query) {
            var sorted = files.stream().flatMap(file -> file.definitions().stream()).sorted(DefinitionOrder.of(query)).toList();
            var partly = files.stream().filter(file -> !file.complete()).map(InFile::file).toList();
            return new Definitions(sorted.subList(0, Math.min(query.limit(), sorted.size())), sorted.size(), partly, ending);
        }
    }

    private Fitting matching(String text, boolean word, List<String> names, Predicate<Symbol> wanted, SearchControl control, StopSignal stop) {
        var found = candidates.files(text, word, names, control);
        var files = each(found.files(), wanted, stop);
        return new Fitting(files, stop.raised() ? stop.reason() : found.ending());
    }

    private List<InFile> each(List<SearchResult.FileCount> files, Predicate<Symbol> wanted, StopSignal stop) {
        var tasks = new ArrayList<FutureTask<InFile>>();
        for (var file : files) {
            if (Languages.of(file.path()).filter(outlines::knows).isPresent()) {
                tasks.add(submit(() -> stop.raised() ? new InFile(file, List.of(), false) : inFile(file, wanted, stop)));
            }
        }
        return gather(tasks, stop);
    }

    private InFile inFile(SearchResult.FileCount file, Predicate<Symbol> wanted, StopSignal stop) {
        var outcome = repositories.find(file.repository()).map(repository -> outline(repository, file.path(), stop::raised));
        if (outcome.isPresent() && outcome.get() instanceof OutlineOutcome.Outlined outlined) {
            return new InFile(file, outlined.outline().symbols().stream().filter(wanted)
                    .map(symbol -> new Definition(file.repository(), file.path(), symbol)).toList(), outlined.outline().complete());
        }
        // of a file that is gone by now there is nothing to know
        return new InFile(file, List.of(), outcome.isEmpty() || outcome.get() instanceof OutlineOutcome.Unread);
    }

    private <T> FutureTask<T> submit(Callable<T> work) {
        var task = new FutureTask<>(work);
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            task.cancel(false);
        }
        return task;
    }

    private static <T> List<T> gather(List<FutureTask<T>> tasks, StopSignal stop) {
        var results = new ArrayList<T>(tasks.size());
        boolean interrupted = false;
        for (var task : tasks) {
            while (!task.isCancelled()) {
                try {
                    results.add(task.get());
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop.raise(SearchResult.Ending.CANCELLED);
                } catch (ExecutionException e) {
                    throw new IllegalStateException("reading symbols failed", e.getCause());
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return results;
    }

    /** The language of a text that is worth reading: a longer one was made by a machine. */
    private static Optional<String> readable(WholeFile file) {
        return file.binary() || file.text().length() > Outline.LONGEST_TEXT ? Optional.empty() : Languages.of(file.path());
    }

    private static Optional<CodeText> toldApart(WholeFile file) {
        return readable(file).flatMap(CodeLanguage::labelled).map(language -> CodeText.of(language, file.text()));
    }
}
