package sigil.mcp.auth;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a GPT takes the answer when somebody signs in to its Action: the same path on both hosts of ChatGPT, of which now the one and now the other
 * is sent as {@code redirect_uri}.
 *
 * @param gptId such as {@code g-HMNcP6w7d}; a copy of a GPT has another one
 */
public record GptCallback(String gptId) {
    private static final Pattern ID = Pattern.compile("g-[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern CALLBACK = Pattern.compile("https://(?:chat\\.openai\\.com|chatgpt\\.com)/aip/([^/]+)/oauth/callback");
    private static final Pattern EDITOR = Pattern.compile("https://chatgpt\\.com/gpts/editor/([^/]+)");

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it is none
     */
    public GptCallback {
        if (!ID.matcher(gptId).matches()) {
            throw new IllegalArgumentException("The id of a GPT is g- and letters and digits");
        }
    }

    /**
     * Reads what an owner copies from the editor of his GPT.
     *
     * @param text an id, the address of the editor, or a callback on either host
     * @return the callback; empty for anything else
     */
    public static Optional<GptCallback> parse(String text) {
        return Stream.of(CALLBACK, EDITOR).map(pattern -> pattern.matcher(text)).filter(Matcher::matches).map(found -> found.group(1)).findFirst()
                .or(() -> Optional.of(text)).filter(id -> ID.matcher(id).matches()).map(GptCallback::new);
    }

    /** A redirect URI with the one that comes in its place, where it is the callback of a GPT; else alone. */
    static List<String> both(String redirectUri) {
        return parse(redirectUri).map(GptCallback::redirectUris).orElseGet(() -> List.of(redirectUri));
    }

    /**
     * The callback on both hosts.
     *
     * @return two redirect URIs
     */
    public List<String> redirectUris() {
        return List.of("https://chat.openai.com/aip/" + gptId + "/oauth/callback", "https://chatgpt.com/aip/" + gptId + "/oauth/callback");
    }
}
