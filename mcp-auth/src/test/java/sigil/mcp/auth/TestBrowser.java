package sigil.mcp.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without script: keeps cookies, follows redirects on this server, posts the form that it was shown. */
final class TestBrowser {
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\">");

    private static final Pattern CODE = Pattern.compile("\\b[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}\\b");

    private final TestAuthorizationServer server;
    final Map<String, String> cookies = new java.util.concurrent.ConcurrentHashMap<>();
    private TestAuthorizationServer.Answer shown;

    TestBrowser(TestAuthorizationServer server) {
        this.server = server;
    }

    /** Opens a page, following redirects to pages of this server. */
    TestAuthorizationServer.Answer open(String path) {
        shown = keep(server.get(path, cookieHeader()));
        return followed();
    }

    /** Presses a button of the page that is shown, and follows to where that leads on this server. */
    TestAuthorizationServer.Answer press(Decision decision, String... fields) {
        shown = post(decision, fields);
        return followed();
    }

    /** What pressing a button of the page that is shown is answered with; the page stays, so that it can be pressed again. */
    TestAuthorizationServer.Answer post(Decision decision, String... fields) {
        String[] form = form(decision, fields);
        return keep(server.post(form[0], "application/x-www-form-urlencoded", form[1], cookieHeader()));
    }

    /** The same, where the browser says more of it in headers. */
    TestAuthorizationServer.Answer postSaying(String name, String value, Decision decision, String... fields) {
        String[] form = form(decision, fields);
        return server.browserSends("POST", form[0], form[1], "Content-Type", "application/x-www-form-urlencoded", "Cookie", cookieHeader()[1], name, value);
    }

    private String[] form(Decision decision, String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(shown.body());
        while (hidden.find()) {
            form.put(hidden.group(1), hidden.group(2));
        }
        form.put(Decision.FIELD, decision.wire());
        List<String> pairs = new ArrayList<>();
        // a field of the test takes the place of the form's own; check boxes come more than once
        form.forEach((name, value) -> {
            if (java.util.stream.IntStream.range(0, fields.length / 2).noneMatch(i -> fields[2 * i].equals(name))) {
                pairs.addAll(List.of(name, value));
            }
        });
        pairs.addAll(List.of(fields));
        Matcher action = ACTION.matcher(shown.body());
        if (!action.find()) {
            throw new AssertionError("There is no form: " + shown.body());
        }
        return new String[] {action.group(1), TestAuthorizationServer.encoded(pairs.toArray(String[]::new))};
    }

    TestAuthorizationServer.Answer signIn() {
        return press(Decision.SIGN_IN, SignInPage.PASSPHRASE, TestAuthorizationServer.PASSPHRASE);
    }

    TestAuthorizationServer.Answer shown() {
        return shown;
    }

    /** The code that the page shows, for the box or of a device. */
    String code() {
        Matcher code = CODE.matcher(shown.body());
        if (!code.find()) {
            throw new AssertionError("There is no code: " + shown.body());
        }
        return code.group();
    }

    /** Where the page of the request that waits is. */
    String requestAddress() {
        return RequestPage.PATH + "?" + FormKey.REQUEST + "=" + hidden(FormKey.REQUEST);
    }

    /** A value that the page holds for its form. */
    String hidden(String name) {
        Matcher hidden = HIDDEN.matcher(shown.body());
        while (hidden.find()) {
            if (hidden.group(1).equals(name)) {
                return hidden.group(2);
            }
        }
        throw new AssertionError("no field " + name);
    }

    private TestAuthorizationServer.Answer followed() {
        for (int i = 0; i < 5 && shown.status() == 303 && shown.header("Location").startsWith("/"); i++) {
            shown = keep(server.get(shown.header("Location"), cookieHeader()));
        }
        return shown;
    }

    private String[] cookieHeader() {
        return cookies.isEmpty() ? new String[0] : new String[] {"Cookie",
            cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; "))};
    }

    private TestAuthorizationServer.Answer keep(TestAuthorizationServer.Answer answer) {
        answer.all("Set-Cookie").forEach(header -> {
            String pair = header.substring(0, header.indexOf(';'));
            String name = pair.substring(0, pair.indexOf('='));
            if (header.contains("Max-Age=0")) {
                cookies.remove(name);
            } else {
                cookies.put(name, pair.substring(name.length() + 1));
            }
        });
        return answer;
    }
}
