package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

class ClientDocumentTest {
    private static final ClientIdUrl URL = new ClientIdUrl("https://client.example/oauth/client.json");
    private static final RedirectUris REDIRECTS = new RedirectUris(Set.of("cursor"));

    private static JsonObjectBuilder minimal() {
        return JsonCodec.object().add("client_id", URL.value()).add("client_name", "A client")
                .add("redirect_uris", JsonCodec.array(List.of("https://client.example/callback")));
    }

    private static ClientDocument read(JsonObject document) {
        return ClientDocument.read(URL, JsonCodec.bytes(document), REDIRECTS);
    }

    private static ClientMetadata metadata(JsonObjectBuilder document) {
        ClientDocument read = read(document.build());
        assertThat(read, instanceOf(ClientDocument.Valid.class));
        return ((ClientDocument.Valid) read).metadata();
    }

    private static String reason(ClientDocument read) {
        assertThat(read, instanceOf(ClientDocument.Invalid.class));
        return ((ClientDocument.Invalid) read).reason();
    }

    private static JsonValue json(String text) {
        try {
            return new JsonInput(ClientDocument.DEEPEST).read(text.replace('\'', '"'));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    // row: CI-03
    @Test
    void theLeastThatADocumentHoldsIsEnough() {
        assertThat(metadata(minimal()), is(new ClientMetadata("A client", List.of("https://client.example/callback"), AuthMethod.NONE, true, false,
                Optional.empty())));
    }

    // row: CI-03
    @ParameterizedTest
    @ValueSource(strings = {
        "https://client.example/oauth/client.json/", "https://client.example:443/oauth/client.json", "https://CLIENT.example/oauth/client.json",
        "https://client.example/oauth/client.json?", "https://client.example/oauth/%63lient.json", "https://evil.example/oauth/client.json", ""})
    void aDocumentThatNamesAnotherClientIsRefused(String clientId) {
        assertThat(reason(read(minimal().add("client_id", clientId).build())), containsString("to the character"));
    }

    // row: CI-03
    @ParameterizedTest
    @CsvSource({"client_id, to the character", "client_name, client_name", "redirect_uris, redirect_uris"})
    void whatMustBeThereMustBeThereAndOfItsType(String member, String reason) {
        assertThat(reason(read(minimal().remove(member).build())), containsString(reason));
        for (String other : List.of("null", "7", "true", "{}", "[]", "[7]", "[['a']]")) {
            assertThat(reason(read(minimal().add(member, json(other)).build())), containsString(reason));
        }
    }

    // row: CI-03
    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "null", "\"x\"", "{", "{}{}", "{\"client_id\":}", "\ufeff{}"})
    void whatIsNoJsonObjectIsRefused(String text) {
        assertThat(reason(ClientDocument.read(URL, text.getBytes(StandardCharsets.UTF_8), REDIRECTS)), containsString("The document of the client"));
    }

    @Test
    void whatIsNoUtf8OrNestedWithoutEndIsRefused() {
        assertThat(reason(ClientDocument.read(URL, new byte[] {'{', (byte) 0xff, '}'}, REDIRECTS)), containsString("UTF-8"));
        String deep = "{\"x\":" + "[".repeat(8_000) + "]".repeat(8_000) + "}";
        assertThat(reason(ClientDocument.read(URL, deep.getBytes(StandardCharsets.UTF_8), REDIRECTS)), containsString("nested"));
    }

    // row: CI-04
    @Test
    void onlyTheRedirectUrisOfTheDocumentAreTheClients() {
        List<String> uris = metadata(minimal().add("redirect_uris", json("['https://client.example/callback', 'http://localhost/callback']")))
                .redirectUris();
        assertThat(uris, is(List.of("https://client.example/callback", "http://localhost/callback")));
        assertThat(matches(uris, "https://client.example/callback"), is(true));
        assertThat(matches(uris, "http://localhost:51234/callback"), is(true));
        for (String other : List.of("https://client.example/callback/", "https://client.example/callback?x=1",
                "https://client.example.evil.example/callback", "https://evil.example/callback", "http://localhost:51234/other",
                "http://127.0.0.1:51234/callback")) {
            assertThat(other, matches(uris, other), is(false));
        }
    }

    private static boolean matches(List<String> registered, String requested) {
        return registered.stream().anyMatch(uri -> RedirectUris.matches(uri, requested));
    }

    // row: CI-04
    @Test
    void redirectUrisThatNobodyMayHaveAreLeftOut() {
        assertThat(metadata(minimal().add("redirect_uris", json(
                "['javascript:alert(1)', 'http://client.example/callback', 'https://client.example/*',"
                + " 'cursor://anysphere/callback', 'evil://x/y', 'https://client.example/c#f', 'https://u@client.example/c', 'not a URI', '',"
                + " 'https://client.example/c', 'https://client.example/c']"))).redirectUris(),
                is(List.of("cursor://anysphere/callback", "https://client.example/c")));
    }

    // row: CI-03
    @Test
    void aDocumentOfWhichNoRedirectUriIsLeftIsRefused() {
        assertThat(reason(read(minimal().add("redirect_uris", json("['javascript:alert(1)', 'http://client.example/']")).build())),
                containsString("None of the redirect_uris in the document of the client is allowed. A redirect URI is https"));
    }

    @Test
    void thereMayBeFiftyRedirectUris() {
        List<String> fifty = Collections.nCopies(50, "https://client.example/callback");
        assertThat(metadata(minimal().add("redirect_uris", JsonCodec.array(fifty))).redirectUris(), is(List.of("https://client.example/callback")));
        List<String> more = Collections.nCopies(51, "https://client.example/callback");
        assertThat(reason(read(minimal().add("redirect_uris", JsonCodec.array(more)).build())), containsString("1 to 50"));
    }

    // row: CI-10
    @ParameterizedTest
    @ValueSource(strings = {
        "{'client_secret': 'x'}", "{'client_secret': null}", "{'client_secret_expires_at': 0}",
        "{'token_endpoint_auth_method': 'client_secret_basic'}", "{'token_endpoint_auth_method': 'client_secret_post'}",
        "{'token_endpoint_auth_method': 'client_secret_jwt'}", "{'token_endpoint_auth_method': 'client_secret_new'}",
        "{'token_endpoint_auth_methods_supported': ['none', 'client_secret_post']}",
        "{'token_endpoint_auth_method': 'none', 'token_endpoint_auth_methods_supported': ['client_secret_basic']}"})
    void whatIsBuiltOnASharedSecretIsRefused(String members) {
        assertThat(reason(read(with(members))), containsString("secret"));
    }

    // row: CI-10
    @ParameterizedTest
    @ValueSource(strings = {
        "{'token_endpoint_auth_method': 'private_key_jwt'}",
        "{'token_endpoint_auth_method': 'private_key_jwt', 'jwks_uri': 'https://client.example/k'}",
        "{'token_endpoint_auth_methods_supported': ['private_key_jwt']}",
        "{'token_endpoint_auth_method': 'private_key_jwt', 'token_endpoint_auth_methods_supported': ['private_key_jwt']}",
        "{'token_endpoint_auth_method': 'private_key_jwt', 'token_endpoint_auth_methods_supported': []}"})
    void aClientThatIsBoundToAKeyIsNotTakenWithout(String members) {
        assertThat(reason(read(with(members))), containsString("The client proves itself by private_key_jwt, which this server cannot check."));
    }

    // row: CI-10
    @ParameterizedTest
    @ValueSource(strings = {"{'token_endpoint_auth_method': 'tls_client_auth'}", "{'token_endpoint_auth_methods_supported': []}",
        "{'token_endpoint_auth_method': '<b>None</b>'}"})
    void aMethodThatIsNotKnownIsNotRepeated(String members) {
        assertThat(reason(read(with(members))), containsString("by a method of its own"));
    }

    // row: CI-10
    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{'token_endpoint_auth_method': 'none'}", "{'token_endpoint_auth_methods_supported': ['none']}",
        // ChatGPT
        "{'token_endpoint_auth_method': 'private_key_jwt', 'token_endpoint_auth_methods_supported': ['none', 'private_key_jwt'],"
                + " 'jwks_uri': 'https://x.example/k'}",
        "{'token_endpoint_auth_method': 'none', 'token_endpoint_auth_methods_supported': ['private_key_jwt']}"})
    void aClientThatIsPublicOrCanBeIsTaken(String members) {
        assertThat(read(with(members)), instanceOf(ClientDocument.Valid.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'token_endpoint_auth_method': 7}", "{'token_endpoint_auth_method': null}", "{'token_endpoint_auth_method': ['none']}",
        "{'token_endpoint_auth_methods_supported': 'none'}", "{'token_endpoint_auth_methods_supported': [7, 'none']}",
        "{'grant_types': 'refresh_token'}", "{'grant_types': [7]}"})
    void aMemberOfAnotherTypeThanItHasIsRefused(String members) {
        assertThat(reason(read(with(members))), containsString("must be a"));
    }

    private static JsonObject with(String members) {
        JsonObjectBuilder document = minimal();
        json(members).asJsonObject().forEach(document::add);
        return document.build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "['authorization_code']                                                                              | false | false",
        "['authorization_code', 'refresh_token']                                                             | true  | false",
        // Claude
        "['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:jwt-bearer']              | true  | false",
        // VS Code
        "['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code', 'whatever'] | true  | true",
        "[]                                                                                                  | false | false"})
    void grantTypesThatAreNotKnownDoNotMatter(String grants, boolean refreshes, boolean devices) {
        ClientMetadata metadata = metadata(minimal().add("grant_types", json(grants)));
        assertThat(metadata.refreshes(), is(refreshes));
        assertThat(metadata.devices(), is(devices));
    }

    // row: UI-06
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Chat\u202e\u200bGPT     | ChatGPT",
        "'  Two\n\nlines '       | Two lines",
        "'\u200b\u3164'          | client.example",
        "''                      | client.example"})
    void theNameIsOneThatCanBeShown(String name, String shown) {
        assertThat(metadata(minimal().add("client_name", name)).name(), is(shown));
    }

    // row: UI-06
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https://client.example/about     | https://client.example/about",
        "http://client.example/           | ''",
        "javascript:alert(1)              | ''",
        "data:text/html,x                 | ''",
        "https:client.example             | ''",
        "https://u:p@client.example/      | ''",
        "https://client.example/a b       | ''",
        "https://client.example/\u202e    | ''",
        "//client.example/                | ''"})
    void onlyAWebsiteOverTlsIsTheClients(String uri, String kept) {
        assertThat(metadata(minimal().add("client_uri", uri)).uri().orElse(""), is(kept));
    }

    // row: SEC-12
    @Test
    void noOtherAddressInADocumentIsEvenRead() {
        ClientMetadata metadata = metadata(minimal().add("jwks_uri", "http://127.0.0.1/").add("logo_uri", "http://169.254.169.254/latest")
                .add("policy_uri", JsonValue.NULL).add("tos_uri", 7).add("jwks", json("{'keys': [{'kty': 'oct'}]}"))
                .add("sector_identifier_uri", "file:///"));
        assertThat(metadata, is(metadata(minimal())));
    }
}
