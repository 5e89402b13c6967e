package sigil.mcp.auth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import sigil.mcp.core.Scope;

/** One page of each kind and state, with texts of one's choice where a stranger's text may come to stand. */
final class SamplePages {
    static final FormKey KEY = new FormKey("rq_5c1d", "nQk3Jw_csrf", "/oauth/authorize");
    static final List<ScopeChoice> SCOPES = List.of(new ScopeChoice(Scope.READ, true, true), new ScopeChoice(Scope.WRITE, false, false));

    private SamplePages() {
    }

    static Applicant known() {
        return new Applicant("ChatGPT", Trust.VERIFIED, Optional.of("chatgpt.com"), "chatgpt.com", false, false);
    }

    static Applicant registered(String name, String destination) {
        return new Applicant(name, Trust.UNVERIFIED, Optional.empty(), destination, false, false);
    }

    /** Of a client whose document is yet to be read. */
    static Applicant unread(String host, String destination) {
        return new Applicant(host, Trust.UNREAD, Optional.of(host), destination, false, false);
    }

    /** Every kind and state, by a name for it. */
    static Map<String, Page> all() {
        SequencedMap<String, Page> pages = new LinkedHashMap<>();
        Applicant local = new Applicant("Claude Code", Trust.VERIFIED, Optional.of("claude.ai"), "localhost", true, false);
        Applicant scheme = new Applicant("Cursor", Trust.UNVERIFIED, Optional.empty(), "cursor:", false, true);
        Applicant stranger = new Applicant("ChatGPT", Trust.UNVERIFIED, Optional.of("app.example.net"), "chatgpt.com.login.example.net:8443", false,
                false);
        Applicant owned = new Applicant("My GPT", Trust.OWNED, Optional.empty(), "chat.openai.com", false, false);
        pages.put("sign-in", new SignInPage(KEY, known(), false, "", true, Optional.of("BCDF-GHJK"), Optional.empty()));
        pages.put("sign-in-wrong", new SignInPage(KEY, stranger, true, "ada", true, Optional.of("BCDF-GHJK"),
                Optional.of(new SignInPage.Problem(SignInPage.Way.PASSPHRASE, "The name or the passphrase is not right. Try again, or approve the code."))));
        pages.put("sign-in-waiting", new SignInPage(KEY, local, false, "", false, Optional.of("BCDF-GHJK"),
                Optional.of(new SignInPage.Problem(SignInPage.Way.BOX, "The code is not approved yet. Run the command on the server, then press the button again."))));
        pages.put("sign-in-unread", new SignInPage(KEY, unread("app.example.net", "app.example.net"), false, "", true, Optional.of("BCDF-GHJK"),
                Optional.empty()));
        pages.put("sign-in-plain", new SignInPage(KEY, known(), false, "", true, Optional.empty(), Optional.empty()));
        pages.put("consent", consent(known()));
        pages.put("consent-registered", consent(registered("Le Chat", "chat.mistral.ai")));
        pages.put("consent-stranger", consent(stranger));
        pages.put("consent-loopback", consent(local));
        pages.put("consent-scheme", consent(scheme));
        pages.put("consent-owned", new ConsentPage(KEY, owned, "owner", List.of(new ScopeChoice(Scope.READ, true, true),
                new ScopeChoice(Scope.WRITE, false, true)), false, Optional.empty(), "mcp.example.com"));
        Applicant terminal = registered("Living room terminal", "the device that shows the code");
        pages.put("consent-device", device(terminal));
        pages.put("device", new DeviceCodePage(KEY, "", Optional.empty()));
        pages.put("device-prefilled", new DeviceCodePage(KEY, "BCDF-GHJK", Optional.empty()));
        pages.put("device-wrong", new DeviceCodePage(KEY, "BCDF-GHJX",
                Optional.of("This code is not known, or it is older than ten minutes. Start again on your device.")));
        pages.put("device-allowed", new DeviceDonePage(true, terminal));
        pages.put("device-denied", new DeviceDonePage(false, terminal));
        pages.put("return", new ReturnPage(true, known(),
                new ReturnLocation("https://chatgpt.com/cb?code=c&state=s&iss=https%3A%2F%2Fmcp.example.com")));
        pages.put("return-denied", new ReturnPage(false, scheme,
                new ReturnLocation("cursor://anysphere.cursor-mcp/oauth/callback?error=access_denied")));
        pages.put("error", new ErrorPage("This request is not valid", "The client asks for its answer at an address that it did not register.",
                "Go back to the client and connect again. If that does not help, remove this server there and add it anew."));
        return pages;
    }

    static ConsentPage consent(Applicant applicant) {
        return new ConsentPage(KEY, applicant, "owner", SCOPES, false, Optional.empty(), "mcp.example.com");
    }

    static ConsentPage device(Applicant applicant) {
        return new ConsentPage(KEY, applicant, "owner", SCOPES, true, Optional.of("BCDF-GHJK"), "mcp.example.com");
    }

    /** Every page with one text in every place that can hold a text of somebody else. */
    static Map<String, Page> all(String text) {
        SequencedMap<String, Page> pages = new LinkedHashMap<>();
        for (Trust trust : List.of(Trust.VERIFIED, Trust.UNVERIFIED, Trust.OWNED)) {
            for (Optional<String> host : List.of(Optional.of(text), Optional.<String>empty())) {
                Applicant web = new Applicant(text, trust, host, text, false, false);
                pages.put("sign-in " + trust + host.isPresent(), new SignInPage(KEY, web, true, text, true, Optional.of(text),
                        Optional.of(new SignInPage.Problem(SignInPage.Way.PASSPHRASE, text))));
                pages.put("consent " + trust + host.isPresent(), new ConsentPage(KEY, web, text, SCOPES, false, Optional.empty(), text));
            }
        }
        pages.put("sign-in unread", new SignInPage(KEY, unread(text, text), true, text, true, Optional.of(text), Optional.empty()));
        Applicant web = registered(text, text);
        Applicant local = new Applicant(text, Trust.UNVERIFIED, Optional.empty(), text, true, false);
        Applicant scheme = new Applicant(text, Trust.UNVERIFIED, Optional.empty(), text, false, true);
        pages.put("sign-in by box", new SignInPage(KEY, local, false, text, false, Optional.of(text),
                Optional.of(new SignInPage.Problem(SignInPage.Way.BOX, text))));
        pages.put("consent loopback", new ConsentPage(KEY, local, text, SCOPES, false, Optional.empty(), text));
        pages.put("consent scheme", new ConsentPage(KEY, scheme, text, SCOPES, false, Optional.empty(), text));
        pages.put("consent device", new ConsentPage(KEY, scheme, text, SCOPES, true, Optional.of(text), text));
        pages.put("device", new DeviceCodePage(KEY, text, Optional.of(text)));
        pages.put("device prefilled", new DeviceCodePage(KEY, text, Optional.empty()));
        pages.put("device allowed", new DeviceDonePage(true, web));
        pages.put("device denied", new DeviceDonePage(false, web));
        pages.put("return", new ReturnPage(true, web, new ReturnLocation("https://client.example/cb?code=c&state=s")));
        pages.put("error", new ErrorPage(text, text, text));
        return pages;
    }
}
