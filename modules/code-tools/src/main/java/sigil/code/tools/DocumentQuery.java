package sigil.code.tools;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sigil.code.search.CaseMode;
import sigil.mcp.core.ToolException;

/**
 * The one string of {@code search}: words, or a {@code /regex/}, and filters such as {@code repo:hello path:src/** lang:java case:yes sym:Greeter}.
 *
 * @param text     what is to be found
 * @param regex    whether it is a pattern
 * @param word     whether only whole words are meant
 * @param caseMode how letters are compared
 * @param filters  {@code repo}, {@code path} and {@code lang}, as far as they are given
 */
record DocumentQuery(String text, boolean regex, boolean word, CaseMode caseMode, Map<String, String> filters) {
    private static final Pattern FILTER = Pattern.compile("(?<!\\S)(repo|path|lang|case|sym):(\\S+)");
    private static final Pattern CODE = Pattern.compile("[^\\p{L}\\p{N}\\s'?.,-]");
    private static final int MOST_WORDS = 6;

    static DocumentQuery parse(String query) {
        Map<String, String> filters = new HashMap<>();
        String rest = FILTER.matcher(query).replaceAll(filter -> {
            filters.put(filter.group(1), filter.group(2));
            return " ";
        }).strip();
        boolean regex = rest.length() > 2 && rest.startsWith("/") && rest.endsWith("/");
        Optional<String> symbol = Optional.ofNullable(filters.remove("sym"));
        CaseMode mode = switch (Optional.ofNullable(filters.remove("case")).orElse("smart").toLowerCase(Locale.ROOT)) {
            case "yes", "sensitive" -> CaseMode.SENSITIVE;
            case "no", "insensitive" -> CaseMode.INSENSITIVE;
            default -> CaseMode.SMART;
        };
        String text = regex ? rest.substring(1, rest.length() - 1) : rest.isEmpty() ? symbol.orElse("") : rest;
        if (text.isEmpty()) {
            throw new ToolException("query: there is nothing to find in \"" + Shown.inline(query)
                    + "\". Give words, an identifier or a /regex/ beside the filters.");
        }
        return new DocumentQuery(text, regex, rest.isEmpty(), mode, Map.copyOf(filters));
    }

    /** The words of what reads like language rather than code, in which an identifier may be meant; none otherwise. */
    List<String> words() {
        List<String> words = !language() ? List.of()
                : List.of(text.replaceAll("[^\\p{L}\\p{N}]+", " ").strip().split(" "));
        return words.size() < 2 || words.size() > MOST_WORDS ? List.of() : words;
    }

    /** Whether it reads like language rather than code. */
    boolean language() {
        return !regex && !word && caseMode != CaseMode.SENSITIVE && !CODE.matcher(text).find();
    }

    /** Whether it is more than a name. */
    boolean sentence() {
        return language() && text.strip().contains(" ");
    }
}
