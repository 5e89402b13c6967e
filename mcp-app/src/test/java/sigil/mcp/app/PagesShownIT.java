package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page as people see it, in both colour schemes and at the width of a desktop and of a phone: nothing of it is inaccessible, nothing wider than
 * the window. Where {@code sigil.screenshots} names a directory, pictures are left there, see {@code bin/screenshots}.
 */
class PagesShownIT {
    private static final Optional<Path> PICTURES = Optional.ofNullable(System.getProperty("sigil.screenshots")).map(Path::of);
    private static final String GPT_CALLBACK = "https://chat.openai.com/aip/g-3f9a1c0d8e7b6a5f4e3d2c1b0a998877/oauth/callback";

    @TempDir
    private static Path home;
    private static SignInStage stage;
    private static HeadlessBrowser browser;
    private static BrowserTab beforeAnyPassphrase;

    /** A window and a wish about colours. Two of them are judged, which have either width and either scheme. */
    private enum Look {
        DESKTOP_LIGHT(1280, "light", true), DESKTOP_DARK(1280, "dark", false), PHONE_LIGHT(390, "light", false), PHONE_DARK(390, "dark", true);

        private final int width;
        private final String scheme;
        private final boolean judged;

        Look(int width, String scheme, boolean judged) {
            this.width = width;
            this.scheme = scheme;
            this.judged = judged;
        }
    }

    @BeforeAll
    static void begin() {
        stage = SignInStage.set(home);
        browser = stage.browser();
        beforeAnyPassphrase = browser.tab().open(claude());
        stage.image().setPassphrase(SignInStage.PASSPHRASE);
    }

    @AfterAll
    static void end() {
        if (stage != null) {
            // the server ends even where the browser did not come to its end
            try {
                browser.close();
            } finally {
                stage.close();
            }
        }
    }

    /** In this order: the last one has a member more. */
    static Stream<Arguments> pages() {
        return Stream.of(
                page("front", () -> open(SignInStage.SERVER + "/")),
                page("sign-in-without-passphrase", () -> beforeAnyPassphrase),
                page("sign-in", () -> open(claude())),
                page("sign-in-wrong", () -> open(claude()).fill("passphrase", "not the passphrase of anybody").press("sign_in")),
                page("sign-in-not-approved", () -> open(claude()).press("approved")),
                page("sign-in-stranger", () -> open(SignInStage.address(SignInStage.ASSISTANT + "/client.json",
                        SignInStage.ASSISTANT + ClientSite.CALLBACK, "read"))),
                page("consent-known", () -> signedIn(claude())),
                page("consent-unverified", () -> signedIn(registered("Wonderful Assistant", SignInStage.ASSISTANT + ClientSite.CALLBACK))),
                page("consent-owned", () -> signedIn(SignInStage.address(owned(), GPT_CALLBACK, "read write"))),
                page("consent-loopback", () -> signedIn(registered("Claude Code", "http://localhost:41234/callback"))),
                page("consent-application", () -> signedIn(registered("Cursor", SignInStage.CURSOR_CALLBACK))),
                page("consent-device", PagesShownIT::device),
                page("allowed", () -> signedIn(registered("Cursor", SignInStage.CURSOR_CALLBACK)).press("allow")),
                page("denied", () -> signedIn(registered("Cursor", SignInStage.CURSOR_CALLBACK)).press("deny")),
                page("device-code", () -> open(SignInStage.SERVER + "/device?user_code=" + stage.deviceCode("A terminal"))),
                page("device-code-wrong", () -> open(SignInStage.SERVER + "/device").fill("user_code", "BCDF-GHJK").press("continue")),
                page("device-allowed", () -> device().press("allow")),
                page("device-denied", () -> device().press("deny")),
                page("over", () -> open(SignInStage.SERVER + "/oauth/request?request=sigil_rq_" + "A".repeat(43))),
                page("error-client", () -> open(SignInStage.address("client-of-yesterday", SignInStage.CLAUDE_CALLBACK, "read"))),
                page("error-redirect", () -> open(SignInStage.address(stage.register("Claude", SignInStage.CLAUDE_CALLBACK),
                        "https://claude.ai.login.example/api/mcp/auth_callback", "read"))),
                page("error-document", () -> signedIn(SignInStage.address(SignInStage.ASSISTANT + "/client.json",
                        SignInStage.ASSISTANT + ClientSite.CALLBACK, "read"))),
                page("sign-in-members", () -> {
                    stage.addMember("anna");
                    return open(claude());
                }));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isForEverybodyToReadInEveryLook(String name, Supplier<BrowserTab> way) {
        try (BrowserTab tab = way.get()) {
            for (Look look : Look.values()) {
                String shown = name + "-" + look.name().toLowerCase(Locale.ROOT).replace('_', '-');
                tab.look(look.scheme, look.width);
                assertThat(shown + " is wider than its window, by pixels", tab.overflow(), is(0));
                PICTURES.ifPresent(directory -> tab.shoot(directory.resolve(shown + ".png")));
                if (look.judged) {
                    assertThat(shown, tab.inaccessible(), is(empty()));
                }
            }
            assertThat(tab.complaints().stream().filter(complaint -> !complaint.contains("status of 400")).toList(), is(empty()));
        }
    }

    private static Arguments page(String name, Supplier<BrowserTab> way) {
        return argumentSet(name, name, way);
    }

    private static BrowserTab open(String address) {
        return browser.tab().open(address);
    }

    private static BrowserTab signedIn(String address) {
        return open(address).fill("passphrase", SignInStage.PASSPHRASE).press("sign_in");
    }

    private static BrowserTab device() {
        return open(SignInStage.SERVER + "/device?user_code=" + stage.deviceCode("A terminal")).press("continue")
                .fill("passphrase", SignInStage.PASSPHRASE).press("sign_in");
    }

    private static String claude() {
        return SignInStage.address(SignInStage.CLAUDE, SignInStage.CLAUDE_CALLBACK, "read write");
    }

    private static String registered(String name, String redirectUri) {
        return SignInStage.address(stage.register(name, redirectUri), redirectUri, "read write");
    }

    private static String owned() {
        return stage.addClient("--gpt-action", GPT_CALLBACK, "--name", "My GPT");
    }
}
