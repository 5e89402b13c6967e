package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colours of both schemes against WCAG 2.2: 1.4.3 for text, 1.4.11 for the edges of controls and of the focus. */
class StylesheetTest {
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});");

    private static String css() throws IOException {
        try (var css = Stylesheet.class.getResourceAsStream("style.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The colours of a scheme by name; the dark one replaces all of them. */
    private static Map<String, String> scheme(String name) throws IOException {
        String css = css();
        int dark = css.indexOf("@media (prefers-color-scheme: dark)");
        Map<String, String> colours = new LinkedHashMap<>();
        Matcher matcher = COLOUR.matcher(name.equals("dark") ? css.substring(dark) : css.substring(0, dark));
        while (matcher.find()) {
            colours.put(matcher.group(1), matcher.group(2));
        }
        return colours;
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    @Test
    void bothSchemesHaveTheSameColours() throws IOException {
        assertThat(scheme("light").keySet(), is(scheme("dark").keySet()));
        assertThat(scheme("light"), aMapWithSize(18));
    }

    @ParameterizedTest
    @CsvSource({"ink, sheet, 7", "ink, ground, 7", "ink, inset, 7", "quiet, sheet, 4.5", "quiet, ground, 4.5", "accent, ground, 3",
        "on-accent, accent, 4.5",
        "on-accent, accent-near, 4.5", "good, good-ground, 4.5", "good, sheet, 4.5", "care, care-ground, 4.5", "ink, care-ground, 7",
        "fault, fault-ground, 4.5",
        "ink, fault-ground, 7", "edge, sheet, 3", "edge, inset, 3", "fault, inset, 3", "care-line, sheet, 3", "focus, sheet, 3", "focus, inset, 3"})
    void textAndEdgesAreSeenInBothSchemes(String front, String back, double least) throws IOException {
        for (String name : new String[] {"light", "dark"}) {
            Map<String, String> colours = scheme(name);
            assertThat(name, contrast(colours.get(front), colours.get(back)), greaterThanOrEqualTo(least));
        }
    }

    @Test
    void theFocusOfTheKeyboardIsSeenAndNothingTakesItAway() throws IOException {
        assertThat(css(), containsString(":focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }"));
        assertThat(Pattern.compile("outline\\s*:\\s*(none|0)").matcher(css()).find(), is(false));
    }
}
