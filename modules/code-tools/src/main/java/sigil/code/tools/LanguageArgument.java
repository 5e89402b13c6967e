package sigil.code.tools;

import jakarta.json.JsonObject;
import sigil.code.search.Languages;
import sigil.code.search.PathFilter;
import sigil.mcp.core.ToolException;

/** The argument {@code lang}. */
final class LanguageArgument {

    private LanguageArgument() {
    }

    /** Narrows a filter to it, where it is there. */
    static PathFilter narrow(PathFilter filter, JsonObject arguments) {
        if (!arguments.containsKey("lang")) {
            return filter;
        }
        String text = arguments.getString("lang");
        return filter.inLanguage(Languages.named(text).orElseThrow(() -> new ToolException("lang: \"" + Shown.inline(text)
                + "\" is no language known here; use path=*.ending instead. Known: " + String.join(", ", Languages.names()) + ".")));
    }
}
