package sigil.mcp.app;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A browser that knows no script: keeps cookies, follows redirects on this server, and posts the form with the button that is pressed. Where a page
 * leads to another place, it stays and remembers that.
 */
final class ScriptlessBrowser {
    private static final Pattern FORM = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\">(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");
    private static final Pattern BOX_CODE = Pattern.compile("sigil-mcp approve ([A-Z]{4}-[A-Z]{4})");
    private static final Pattern GO_ON = Pattern.compile("<meta http-equiv=\"refresh\" content=\"0;url=([^\"]*)\">");
    private static final int MOST_REDIRECTS = 5;

    private final Road road;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private RawHttp.Response shown;

    ScriptlessBrowser(Road road) {
        this.road = road;
    }

    /** Opens a path of the server, with whatever that leads to. */
    RawHttp.Response open(String target) {
        return follow(keep(road.get(target, cookieLines())));
    }

    /** Presses a button, with what was typed into fields, as names and values in turn. */
    RawHttp.Response press(String decision, String... fields) {
        Form form = form(decision);
        Map<String, String> posted = new LinkedHashMap<>(form.hidden());
        for (int i = 0; i < fields.length; i += 2) {
            posted.put(fields[i], fields[i + 1]);
        }
        posted.put("decision", decision);
        return follow(keep(road.form(form.action(), Query.of(posted),
                Stream.concat(Stream.of("Origin: " + road.origin()), Stream.of(cookieLines())).toArray(String[]::new))));
    }

    /** Whether the page has a button. */
    boolean offers(String decision) {
        return shown.body().contains(button(decision));
    }

    /** What is posted by a button, for a test that posts it in its own way. */
    Form form(String decision) {
        MatchResult form = FORM.matcher(shown.body()).results()
                .filter(found -> found.group(2).contains(button(decision)))
                .findFirst().orElseThrow(() -> new AssertionError("There is no button " + decision + ": " + shown));
        return new Form(form.group(1), HIDDEN.matcher(form.group(2)).results()
                .collect(Collectors.toMap(hidden -> hidden.group(1), hidden -> text(hidden.group(2)))));
    }

    /**
     * A form of the page.
     *
     * @param action where it is posted
     * @param hidden what stands in it without being seen
     */
    record Form(String action, Map<String, String> hidden) {
    }

    /** The code that the page shows, to be approved on the box. */
    String boxCode() {
        Matcher code = BOX_CODE.matcher(shown.body());
        if (!code.find()) {
            throw new AssertionError("There is no code: " + shown);
        }
        return code.group(1);
    }

    RawHttp.Response shown() {
        return shown;
    }

    /** The header lines by which the server knows this browser again. */
    String[] cookieLines() {
        return cookies.isEmpty() ? new String[0] : new String[] {"Cookie: "
                + cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; "))};
    }

    /** Where the page leads, away from this server. */
    URI landing() {
        return URI.create(GO_ON.matcher(shown.body()).results().map(link -> text(link.group(1))).findFirst()
                .or(() -> shown.first("Location")).orElseThrow(() -> new AssertionError("It leads nowhere: " + shown)));
    }

    private static String button(String decision) {
        return "name=\"decision\" value=\"" + decision + "\"";
    }

    private RawHttp.Response follow(RawHttp.Response response) {
        shown = response;
        for (int i = 0; i < MOST_REDIRECTS && shown.status() == 303 && shown.first("Location").orElse("").startsWith("/"); i++) {
            shown = keep(road.get(shown.first("Location").orElseThrow(), cookieLines()));
        }
        return shown;
    }

    private RawHttp.Response keep(RawHttp.Response response) {
        response.all("Set-Cookie").forEach(header -> {
            String[] pair = header.split(";")[0].split("=", 2);
            if (List.of(header.split("; ")).contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        });
        return response;
    }

    private static String text(String attribute) {
        return attribute.replace("&quot;", "\"").replace("&#34;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
