package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdUrlTest {
    // row: CI-02
    @ParameterizedTest
    @ValueSource(strings = {
        "https://chatgpt.com/oauth/client.json", "https://claude.ai/oauth/mcp-oauth-client-metadata", "https://client.example/c",
        "https://client.example:443/c", "https://client.example/c?v=1", "https://client.example/a/b/", "https://client.example//",
        "https://client.example/.well-known/client.json", "https://client.example/a..b/...", "https://xn--bcher-kva.example/c",
        "https://Client.Example/c", "https://a.b2/c", "https://0x7f.example/c"})
    void aUrlOfADocumentIsTaken(String url) {
        assertThat(ClientIdUrl.fault(url), is(Optional.empty()));
    }

    // row: CI-02
    @ParameterizedTest
    @CsvSource({
        "http://client.example/c, begins with https://",
        "HTTPS://client.example/c, begins with https://",
        "client, begins with https://",
        "'', begins with https://",
        "https://client.example, path",
        "https://client.example/, path",
        "https://client.example?x=/, path",
        "https://client.example/c#, fragment",
        "https://client.example/c#part, fragment",
        "https://owner@client.example/c, user name",
        "https://owner:secret@client.example/c, user name",
        "https://@client.example/c, user name",
        "https://client.example/., no . and no ..",
        "https://client.example/.., no . and no ..",
        "https://client.example/a/../c, no . and no ..",
        "https://client.example/a/./c, no . and no ..",
        "https://client.example/a/%2e%2E/c, no . and no ..",
        "https://client.example/a/.%2e/c, no . and no ..",
        "https://client.example:8443/c, port 443",
        "https://client.example:/c, port 443",
        "https://client.example:0443/c, port 443",
        "https:client.example/c, begins with https://",
        "https:///c, domain name",
        "https://client.example/a b, visible ASCII",
        "'https://client.example/c ', visible ASCII",
        "https://clïent.example/c, visible ASCII",
        "https://client.example\\@evil.example/c, must be a URL",
        "https://client.example/%zz, must be a URL",
    })
    void whatIsNoUrlOfADocumentIsToldWhy(String url, String reason) {
        assertThat(ClientIdUrl.fault(url).orElse("taken"), containsString(reason));
        assertThrows(IllegalArgumentException.class, () -> new ClientIdUrl(url));
    }

    // row: SEC-12
    // row: CI-06
    @ParameterizedTest
    @ValueSource(strings = {
        "https://127.0.0.1/c", "https://93.184.216.34/c", "https://2130706433/c", "https://017700000001/c", "https://0177.0.0.1/c",
        "https://0x7f000001/c", "https://0x7f.0x0.0x0.0x1/c", "https://0x7f.1/c", "https://127.1/c", "https://1.2.3.0x04/c", "https://127.0.0.1./c",
        "https://[::1]/c", "https://[::ffff:127.0.0.1]/c", "https://[::ffff:7f00:1]/c", "https://[2606:4700::1]/c", "https://[fe80::1%25lo]/c",
        "https://localhost/c", "https://router/c", "https://client.example./c", "https://client..example/c", "https://.example/c",
        "https://-client.example/c", "https://client_1.example/c"})
    void aHostThatIsNoDomainNameIsRefused(String url) {
        assertThat(ClientIdUrl.fault(url).isPresent(), is(true));
    }

    @Test
    void aLongUrlIsRefused() {
        String url = "https://client.example/" + "c".repeat(2_000 - "https://client.example/".length());
        assertThat(ClientIdUrl.fault(url), is(Optional.empty()));
        assertThat(ClientIdUrl.fault(url + "c").orElse("taken"), containsString("2000"));
        assertThat(ClientIdUrl.fault("https://" + "c".repeat(64) + ".example/c").isPresent(), is(true));
        assertThat(ClientIdUrl.fault("https://" + "c.".repeat(127) + "example/c").isPresent(), is(true));
    }

    // row: CI-02
    @Test
    void twoAreTheSameOnlyIfTheyAreTheSameCharacters() {
        var plain = new ClientIdUrl("https://client.example/c");
        assertThat(plain, is(new ClientIdUrl("https://client.example/c")));
        assertThat(plain, is(not(new ClientIdUrl("https://client.example:443/c"))));
        assertThat(plain, is(not(new ClientIdUrl("https://CLIENT.example/c"))));
        assertThat(plain, is(not(new ClientIdUrl("https://client.example/%63"))));
        assertThat(plain, is(not(new ClientIdUrl("https://client.example/c/"))));
    }

    @Test
    void hostAndTargetAreWhatIsAsked() {
        var url = new ClientIdUrl("https://Client.Example:443/a%20b/c;x?v=1&w=%2F");
        assertThat(url.host(), is("client.example"));
        assertThat(url.target(), is("/a%20b/c;x?v=1&w=%2F"));
    }

    @Test
    void whatBeginsWithHttpsIsMeantAsADocument() {
        assertThat(ClientIdUrl.isMeant("https://client.example/"), is(true));
        assertThat(ClientIdUrl.isMeant("c_x7"), is(false));
    }
}
