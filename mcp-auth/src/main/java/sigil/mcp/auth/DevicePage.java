package sigil.mcp.auth;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** {@code /device} (RFC 8628 section 3.3): where a person types the code that his device shows, and goes on as with any other request. */
final class DevicePage {
    static final String PATH = "/device";
    /** That the code in the query was typed and is not right. */
    private static final String WRONG = "wrong";
    private static final int LONGEST_SHOWN = 20;

    private final PendingRequests pending;
    private final DeviceCodes devices;
    private final RequestStart start;
    private final BrowserCookie cookie;
    private final ClientAddress address;
    private final Attempts attempts;

    DevicePage(PendingRequests pending, DeviceCodes devices, RequestStart start, BrowserCookie cookie, ClientAddress address, Attempts attempts) {
        this.pending = pending;
        this.devices = devices;
        this.start = start;
        this.cookie = cookie;
        this.address = address;
        this.attempts = attempts;
    }

    /** {@code GET}: asks for the code. One that came with the address is filled in and nothing more; one that was wrong, so that it can be mended. */
    void show(ServerRequest request, ServerResponse response) {
        OAuthParameters query = OAuthParameters.ofQuery(request);
        Optional<String> code = query.find(DeviceCodePage.USER_CODE);
        boolean wrong = query.find(WRONG).isPresent();
        TokenText handle = TokenText.random(Secret.REQUEST);
        TokenText browser = TokenText.random(Secret.BROWSER);
        cookie.set(response, handle, browser, PendingRequests.LIFE);
        PageAnswer.send(request, response, Status.OK_200, new DeviceCodePage(new FormKey(handle.reveal(), pending.csrf(handle, browser), PATH),
                (wrong ? code.filter(DevicePage::isShown) : code.flatMap(UserCode::parse).map(UserCode::shown)).orElse(""),
                wrong ? Optional.of("No device shows this code now. Compare it letter by letter; it is good for ten minutes.") : Optional.empty()));
    }

    private static boolean isShown(String typed) {
        return typed.length() <= LONGEST_SHOWN;
    }

    /** {@code POST}: looks the code up; it is answered with 303, so that loading the next page again tries no code again. */
    void find(ServerRequest request, ServerResponse response) {
        OAuthParameters form = OAuthParameters.ofForm(request);
        Optional<TokenText> handle = form.find(FormKey.REQUEST).flatMap(text -> TokenText.parse(Secret.REQUEST, text));
        if (handle.isEmpty() || !csrfFits(form, handle.get(), cookie.of(request, handle.get()))) {
            Pages.over(request, response);
            return;
        }
        String from = address.of(request);
        attempts.count(Attempts.Kind.CODE, from);
        String typed = form.find(DeviceCodePage.USER_CODE).orElse("");
        Optional<DeviceCodes.Waiting> device = UserCode.parse(typed).flatMap(devices::find);
        cookie.clear(response, handle.get());
        if (device.isEmpty()) {
            response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, PATH + "?" + WRONG + "=true"
                    + Optional.of(typed).filter(DevicePage::isShown).map(code -> "&" + DeviceCodePage.USER_CODE + "="
                            + URLEncoder.encode(code, StandardCharsets.UTF_8)).orElse("")).send();
        } else {
            attempts.withdraw(Attempts.Kind.CODE, from);
            start.begin(request, response, device.get().asked(), device);
        }
    }

    private boolean csrfFits(OAuthParameters form, TokenText handle, Optional<TokenText> browser) {
        return browser.filter(secret -> MessageDigest.isEqual(pending.csrf(handle, secret).getBytes(StandardCharsets.US_ASCII),
                form.find(FormKey.CSRF).orElse("").getBytes(StandardCharsets.UTF_8))).isPresent();
    }
}
