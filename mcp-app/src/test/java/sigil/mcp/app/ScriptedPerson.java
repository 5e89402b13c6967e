package sigil.mcp.app;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person with a browser without script, behind the tunnel: keeps cookies, follows where the server leads, and presses the buttons of the forms that
 * he is shown. What leads to another server is not followed, but is {@link #sentTo}.
 */
final class ScriptedPerson {
    private static final Pattern FORM = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\">(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");
    private static final Pattern GO_ON = Pattern.compile("<meta http-equiv=\"refresh\" content=\"0;url=([^\"]*)\">");
    private static final int MOST_REDIRECTS = 5;

    private final TunnelStandIn tunnel;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private RawHttp.Response shown;
    private Optional<URI> sentTo = Optional.empty();

    ScriptedPerson(TunnelStandIn tunnel) {
        this.tunnel = tunnel;
    }

    /** Opens an address of the server, and sees where that leads. */
    ScriptedPerson open(URI address) {
        return request("GET", target(address), "");
    }

    /** Types into a field or none, and presses a button. */
    ScriptedPerson press(String decision, String... fields) {
        MatchResult form = FORM.matcher(page()).results()
                .filter(found -> found.group(2).contains("name=\"decision\" value=\"" + decision + "\""))
                .findFirst().orElseThrow(() -> new AssertionError("no button " + decision + ": " + page()));
        Map<String, String> posted = HIDDEN.matcher(form.group(2)).results()
                .collect(Collectors.toMap(hidden -> hidden.group(1), hidden -> text(hidden.group(2))));
        for (int i = 0; i < fields.length; i += 2) {
            posted.put(fields[i], fields[i + 1]);
        }
        posted.put("decision", decision);
        String body = posted.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request("POST", form.group(1), body);
    }

    /** The page that he sees. */
    String page() {
        return shown.body();
    }

    /** The other server to which he was sent at last. */
    URI sentTo() {
        return sentTo.orElseThrow(() -> new AssertionError("sent nowhere: " + shown));
    }

    private ScriptedPerson request(String method, String target, String body) {
        receive(method, target, body);
        for (int i = 0; i < MOST_REDIRECTS && sentTo.isEmpty(); i++) {
            Optional<URI> next = next();
            if (next.isEmpty()) {
                break;
            }
            URI here = URI.create(tunnel.publicUrl());
            URI there = here.resolve(next.get());
            if (!here.getAuthority().equals(there.getAuthority())) {
                sentTo = Optional.of(there);
            } else {
                receive("GET", target(there), "");
            }
        }
        return this;
    }

    private Optional<URI> next() {
        if (shown.status() == 303) {
            return shown.first("Location").map(URI::create);
        }
        return GO_ON.matcher(page()).results().map(match -> URI.create(text(match.group(1)))).findFirst();
    }

    private void receive(String method, String target, String body) {
        Stream<String> headers = Stream.of("Host: " + tunnel.host(), "Accept: text/html");
        if (!cookies.isEmpty()) {
            headers = Stream.concat(headers, Stream.of("Cookie: " + cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; "))));
        }
        if (method.equals("POST")) {
            headers = Stream.concat(headers, Stream.of("Origin: " + tunnel.publicUrl(), "Content-Type: application/x-www-form-urlencoded"));
        }
        try (RawHttp connection = RawHttp.through(tunnel)) {
            shown = connection.exchange(method, target, headers.toList(), body);
        }
        sentTo = Optional.empty();
        shown.all("Set-Cookie").forEach(this::keep);
    }

    private void keep(String header) {
        String[] pair = header.split(";")[0].split("=", 2);
        if (List.of(header.split("; ")).contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String target(URI address) {
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    private static String text(String attribute) {
        return attribute.replace("&quot;", "\"").replace("&#34;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
