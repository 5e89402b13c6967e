package sigil.mcp.auth;

import static sigil.mcp.auth.Html.Slot.slot;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import sigil.mcp.auth.Html.Template;

/** An address that a stranger gave, as it is shown to a person: nothing but an address, in quotation marks, so that it cannot speak for this server. */
public final class ShownAddress {
    private static final int LONGEST = 300;
    private static final String NONE = "an address that is none";
    private static final Template QUOTED = Template.of("“<code dir=\"ltr\" translate=\"no\">{address}</code>”");
    private static final Template NO_ADDRESS = Template.of(NONE);

    private ShownAddress() {
    }

    /**
     * A URI with its host in lower case, in which letters that look alike do not.
     *
     * @param uri such as {@code https://cIaude.ai/Callback}
     * @return such as {@code https://ciaude.ai/Callback}; what has no host is left as it is
     */
    public static String of(String uri) {
        return parsed(uri).map(URI::getRawAuthority).map(authority -> uri.replace("//" + authority, "//" + authority.toLowerCase(Locale.ROOT))).orElse(uri);
    }

    /** In quotation marks and cut; or in words that it is none. */
    static String quoted(String text) {
        return isAddress(text) ? "\"" + cut(of(text)) + "\"" : NONE;
    }

    /** The same in a page. */
    static Html html(String text) {
        return isAddress(text) ? QUOTED.fill(slot("address", cut(of(text)))) : NO_ADDRESS.fill();
    }

    private static boolean isAddress(String text) {
        return parsed(text).filter(uri -> uri.isAbsolute() && !uri.isOpaque()).isPresent() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
