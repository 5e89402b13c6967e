package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner copies from the editor of his GPT. */
class GptCallbackTest {
    private static final String OLD = "https://chat.openai.com/aip/g-HMNcP6w7d/oauth/callback";
    private static final String NEW = "https://chatgpt.com/aip/g-HMNcP6w7d/oauth/callback";

    @ParameterizedTest
    @ValueSource(strings = {"g-HMNcP6w7d", "https://chatgpt.com/gpts/editor/g-HMNcP6w7d", OLD, NEW})
    void anIdTheAddressOfTheEditorAndACallbackOnEitherHostMeanBothCallbacks(String text) {
        assertThat(GptCallback.parse(text).orElseThrow().redirectUris(), contains(OLD, NEW));
        assertThat(GptCallback.both(text), contains(OLD, NEW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g-", "HMNcP6w7d", "g-a/../b", "g-a b", "g--", "https://chatgpt.com/g/g-HMNcP6w7d", "http://chatgpt.com/aip/g-a/oauth/callback",
        "https://chatgpt.com.example/aip/g-a/oauth/callback", "https://chatgpt.com/aip/g-a/oauth/callback?x=1", "https://chatgpt.com/aip/g-a/oauth/callback/",
        "https://chatgpt.com/aip/../oauth/callback", "https://chatgpt.com/gpts/editor/g-a/b", "http://chatgpt.com/gpts/editor/g-a", "https://chatgpt.com/gpts/editor/"})
    void whateverElseLooksLikeOneIsNone(String text) {
        assertThat(GptCallback.parse(text), is(Optional.empty()));
    }

    @Test
    void anotherRedirectUriStaysAlone() {
        assertThat(GptCallback.both("https://example.com/callback"), contains("https://example.com/callback"));
    }
}
