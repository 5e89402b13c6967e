package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicantTest {
    private static Client client(String id, ClientKind kind, boolean pinned) {
        return new Client(id, kind, new ClientMetadata("ChatGPT", List.of("https://chatgpt.com/cb"), AuthMethod.NONE, true, true, Optional.empty()),
                pinned, true,
                Instant.EPOCH, Optional.empty());
    }

    // row: UI-09
    @ParameterizedTest
    @CsvSource({"DOCUMENT, true, VERIFIED", "DOCUMENT, false, UNVERIFIED", "REGISTERED, false, UNVERIFIED", "REGISTERED, true, UNVERIFIED",
        "OWNED, false, OWNED"})
    void onlyAPinnedDocumentVerifiesAName(ClientKind kind, boolean pinned, Trust trust) {
        assertThat(Applicant.of(client("https://chatgpt.com/oauth/client.json", kind, pinned), "https://chatgpt.com/cb").trust(), is(trust));
    }

    // row: UI-01
    @ParameterizedTest
    @CsvSource({"https://chatgpt.com/cb?x=1, chatgpt.com, false, false",
        "https://chatgpt.com.evil.example:8443/cb, chatgpt.com.evil.example:8443, false, false",
        "http://127.0.0.1:51234/cb, 127.0.0.1, true, false", "http://localhost/cb, localhost, true, false", "http://[::1]:1/cb, [::1], true, false",
        "cursor://anysphere.cursor-mcp/cb, cursor:, false, true", "com.example.app:/cb, com.example.app:, false, true"})
    void theDestinationIsTheHostOfTheRedirectUriOrItsScheme(String redirectUri, String destination, boolean loopback, boolean privateScheme) {
        assertThat(Applicant.of(client("id", ClientKind.REGISTERED, false), redirectUri),
                is(new Applicant("ChatGPT", Trust.UNVERIFIED, Optional.empty(), destination, loopback, privateScheme)));
    }

    // row: UI-01
    @Test
    void theHostOfAClientIsThatOfItsDocument() {
        assertThat(Applicant.of(client("https://chatgpt.com/oauth/client.json", ClientKind.DOCUMENT, true),
                "https://openai.example/cb").clientHost(),
                is(Optional.of("chatgpt.com")));
        assertThat(Applicant.onDevice(client("https://chatgpt.com/oauth/client.json", ClientKind.DOCUMENT, false)).clientHost(),
                is(Optional.of("chatgpt.com")));
        assertThat(Applicant.of(client("c_1", ClientKind.REGISTERED, false), "https://openai.example/cb").clientHost(), is(Optional.empty()));
    }

    // row: UI-09
    @Test
    void whereNothingWasReadThereIsNoNameButAHost() {
        assertThrows(IllegalArgumentException.class, () -> new Applicant("ChatGPT", Trust.UNREAD, Optional.empty(), "chatgpt.com", false, false));
    }

    // row: UI-06
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3164", "\u200b\u202e"})
    void aNameOfNothingIsSaidToBeNone(String name) {
        assertThat(SamplePages.registered(name, "client.example").name(), is("A client without a name"));
    }

    // row: UI-01
    @Test
    void aHostIsShownInLowerCaseInWhichLettersThatLookAlikeDoNot() {
        var document = client("https://cIaude.ai/oauth/client.json", ClientKind.DOCUMENT, false);
        assertThat(Applicant.of(document, "https://cIaude.ai:8443/Cb").destination(), is("ciaude.ai:8443"));
        assertThat(Applicant.of(document, "http://LocaIhost/cb").destination(), is("locaihost"));
        assertThat(Applicant.of(document, "https://cIaude.ai/Cb").clientHost(), is(Optional.of("ciaude.ai")));
        assertThat(ClientDirectory.unread("https://cIaude.ai/oauth/client.json", "https://cIaude.ai/Cb").metadata().name(), is("ciaude.ai"));
        assertThat(ShownAddress.of("https://cIaude.ai/Cb?cIaude.ai"), is("https://ciaude.ai/Cb?cIaude.ai"));
        assertThat(ShownAddress.of("c-17"), is("c-17"));
    }

    // row: UI-06
    // row: SEC-31
    @ParameterizedTest
    @ValueSource(strings = {"\u201c\u201d", "\"\"", "\u00ab\u00bb", "\u201e\u201f", "\u2039\u203a", "\u300c\u300d", "\u301d\u301e", "\uff02\uff02", "\u2033\u2033", "\u275d\u275e"})
    void aClaimedNameDoesNotCloseItsQuotationMarks(String marks) {
        String name = "ChatGPT" + marks.charAt(1) + " by OpenAI (verified) " + marks.charAt(0);
        assertThat(Jsoup.parse(ApplicantHtml.name(SamplePages.registered(name, "client.example")).markup()).text(),
                is("“ChatGPT' by OpenAI (verified) '”"));
        assertThat(new Client("c", ClientKind.REGISTERED, new ClientMetadata(name, List.of(), AuthMethod.NONE, true, true, Optional.empty()), false, true,
                Instant.EPOCH, Optional.empty()).claimedName(), is("ChatGPT' by OpenAI (verified) '"));
    }

    // row: UI-06
    @Test
    void aNameIsShortAndAHostKeepsItsEnd() {
        Applicant applicant = SamplePages.registered("n".repeat(500), "a.".repeat(500) + "evil.example");
        assertThat(applicant.name(), is("n".repeat(79) + "…"));
        assertThat(applicant.destination(), endsWith("a.evil.example"));
    }

    // row: SEC-31
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//evil.example", "https://evil.example", "javascript:alert(1)", "/a b", "/a\"", "/a?x=1", "/../a"})
    void aFormIsPostedToAPathOfThisServerAlone(String action) {
        assertThrows(IllegalArgumentException.class, () -> new FormKey("r", "c", action));
    }

    @Test
    void aKeyComesBackAsItIsAndHidesItsSecret() {
        assertThrows(IllegalArgumentException.class, () -> new FormKey("r", "", "/device"));
        assertThrows(IllegalArgumentException.class, () -> new FormKey("r", "a b", "/device"));
        assertThrows(IllegalArgumentException.class, () -> new FormKey("\u200b", "c", "/device"));
        assertThat(new FormKey("r", "topsecret", "/oauth/authorize").toString().contains("topsecret"), is(false));
    }
}
