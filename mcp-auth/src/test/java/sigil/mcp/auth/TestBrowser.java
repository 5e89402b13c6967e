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

    private final TestAuthorizationServer server;
    final Map<String, String> cookies = new LinkedHashMap<>();
    private TestAuthorizationServer.Answer shown;

    TestBrowser(TestAuthorizationServer server) {
        this.server = server;
    }

    /** Opens a page, following redirects to pages of this server. */
    TestAuthorizationServer.Answer open(String path) {
        shown = keep(server.get(path, cookieHeader()));
        return followed();
    }

    /** Presses a button of the page that is shown. */
    TestAuthorizationServer.Answer press(Decision decision, String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(shown.body());
        while (hidden.find()) {
            form.put(hidden.group(1), hidden.group(2));
        }
        form.put(Decision.FIELD, decision.wire());
        List<String> pairs = new ArrayList<>();
        form.forEach((name, value) -> pairs.addAll(List.of(name, value)));
        pairs.addAll(List.of(fields));
        Matcher action = ACTION.matcher(shown.body());
        if (!action.find()) {
            throw new AssertionError("There is no form: " + shown.body());
        }
        shown = keep(server.post(action.group(1), "application/x-www-form-urlencoded",
                TestAuthorizationServer.encoded(pairs.toArray(String[]::new)), cookieHeader()));
        return followed();
    }

    TestAuthorizationServer.Answer signIn() {
        return press(Decision.SIGN_IN, SignInPage.PASSPHRASE, TestAuthorizationServer.PASSPHRASE);
    }

    TestAuthorizationServer.Answer shown() {
        return shown;
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
