package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonCodec;

class ClientDocumentsTest {
    private static final String CLIENT = "https://client.example/oauth/client.json";
    private static final String CHATGPT = "https://chatgpt.com/oauth/client.json";
    private static final String CHATGPT_REDIRECT = "https://chatgpt.com/connector_platform_oauth_redirect";
    private static final RedirectUris REDIRECTS = new RedirectUris(Set.of("cursor"));
    private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SettableClock clock = new SettableClock(START.toString());
    private final MemoryDocuments store = new MemoryDocuments();
    private final List<String> fetches = new CopyOnWriteArrayList<>();
    private Function<String, Fetched> web = _ -> failed(false);
    private final ClientDocuments documents = documents();

    private ClientDocuments documents(String... allowedHosts) {
        return new ClientDocuments(url -> {
            fetches.add(url.value());
            return web.apply(url.value());
        }, store, REDIRECTS, Set.of(allowedHosts), clock);
    }

    private static Fetched failed(boolean gone) {
        return new Fetched.Failed("The host is not there. Try again later.", gone);
    }

    private static Fetched document(String clientId, String name, String... redirects) {
        return new Fetched.Document(JsonCodec.bytes(JsonCodec.object().add("client_id", clientId).add("client_name", name)
                .add("client_uri", "https://website.example/").add("redirect_uris", JsonCodec.array(List.of(redirects))).build()), HOUR);
    }

    private static Fetched invalid() {
        return new Fetched.Document("{}".getBytes(StandardCharsets.UTF_8), HOUR);
    }

    private void serve(String name, String... redirects) {
        web = clientId -> document(clientId, name, redirects);
    }

    private static Resolved.Found found(Resolved resolved) {
        assertThat(resolved, instanceOf(Resolved.Found.class));
        return (Resolved.Found) resolved;
    }

    private static String reason(Resolved resolved) {
        assertThat(resolved, instanceOf(Resolved.Refused.class));
        return ((Resolved.Refused) resolved).reason();
    }

    // row: CI-01
    @Test
    void aStrangerIsWhatItsDocumentSaysAndIsNotPinned() {
        serve("A client", "https://client.example/callback");
        Resolved.Found found = found(documents.resolve(CLIENT));
        assertThat(found.metadata().name(), is("A client"));
        assertThat(found.metadata().redirectUris(), is(List.of("https://client.example/callback")));
        assertThat(found.pinned(), is(false));
        assertThat(found.fetched(), is(START));
        assertThat(fetches, is(List.of(CLIENT)));
    }

    // row: CI-13
    @Test
    void whatIsKnownIsToldWithoutAnyFetch() {
        assertThat(documents.known(CLIENT), is(Optional.empty()));
        assertThat(documents.known(CHATGPT).orElseThrow().pinned(), is(true));
        assertThat(documents.known("https://chatgpt.com/oauth/abc/client.json").orElseThrow().metadata().redirectUris(),
                is(List.of("https://chatgpt.com/connector/oauth/abc")));
        assertThat(documents.known("not a URL"), is(Optional.empty()));
        assertThat(fetches, is(empty()));
        serve("A client", "https://client.example/callback");
        Resolved found = documents.resolve(CLIENT);
        // for a grant that lives long, however old it becomes
        clock.advance(Duration.ofDays(400));
        assertThat(documents.known(CLIENT), is(Optional.of(found)));
        assertThat(fetches, hasSize(1));
    }

    // row: CI-02
    @ParameterizedTest
    @ValueSource(strings = {"http://client.example/c", "https://client.example/", "https://127.0.0.1/c", "https://client.example/a/../c", "client"})
    void whatIsNoUrlOfADocumentIsRefusedWithoutAFetch(String clientId) {
        assertThat(reason(documents.resolve(clientId)), containsString("A client_id that"));
        assertThat(fetches, is(empty()));
    }

    // row: CI-08
    @Test
    void aDocumentIsUsedUntilItIsStaleAndThenAskedForAgain() {
        serve("A client", "https://client.example/callback");
        documents.resolve(CLIENT);
        clock.advance(HOUR.minusSeconds(1));
        assertThat(found(documents.resolve(CLIENT)).fetched(), is(START));
        assertThat(fetches, hasSize(1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(found(documents.resolve(CLIENT)).fetched(), is(START.plus(HOUR)));
        assertThat(fetches, hasSize(2));
    }

    // row: CI-08
    @Test
    void aDocumentOutlivesTheProgramThatFetchedIt() {
        serve("A client", "https://client.example/callback");
        Resolved found = documents.resolve(CLIENT);
        assertThat(documents().resolve(CLIENT), is(found));
        assertThat(fetches, hasSize(1));
    }

    @Test
    void aDocumentFromTheFutureIsAskedForAgain() {
        serve("A client", "https://client.example/callback");
        clock.advance(Duration.ofDays(10_000));
        documents.resolve(CLIENT);
        clock.advance(Duration.ofDays(-10_000));
        assertThat(found(documents.resolve(CLIENT)).fetched(), is(START));
        assertThat(fetches, hasSize(2));
    }

    // row: CI-08
    @Test
    void neitherAFailureNorABadDocumentIsKept() {
        assertThat(reason(documents.resolve(CLIENT)), is("The host is not there. Try again later."));
        web = _ -> invalid();
        assertThat(reason(documents.resolve(CLIENT)), containsString("The document of the client"));
        assertThat(store.size(), is(0));
        serve("A client", "https://client.example/callback");
        assertThat(documents.resolve(CLIENT), instanceOf(Resolved.Found.class));
        assertThat(fetches, hasSize(3));
    }

    // row: CI-09
    @Test
    void aStrangerWhoseDocumentCannotBeHadIsAsItWasLastForAMonth() {
        serve("A client", "https://client.example/callback");
        Resolved last = documents.resolve(CLIENT);
        web = _ -> failed(false);
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(documents.resolve(CLIENT), is(last));
        assertThat(fetches, hasSize(2));
        clock.advance(Duration.ofSeconds(1));
        assertThat(reason(documents.resolve(CLIENT)), is("The host is not there. Try again later."));
    }

    // row: CI-09
    @Test
    void aStrangerWhoseHostSaysThatThereIsNoDocumentIsRefused() {
        serve("A client", "https://client.example/callback");
        documents.resolve(CLIENT);
        clock.advance(HOUR);
        web = _ -> failed(true);
        assertThat(documents.resolve(CLIENT), instanceOf(Resolved.Refused.class));
    }

    // row: CI-09
    @Test
    void aBadDocumentIsTheWordOfItsHostAndNoOlderOneStandsInForIt() {
        serve("A client", "https://client.example/callback");
        documents.resolve(CLIENT);
        clock.advance(HOUR);
        web = _ -> invalid();
        assertThat(reason(documents.resolve(CLIENT)), containsString("The document of the client"));
    }

    // row: CI-09
    @Test
    void aVendorWhoseDocumentCannotBeHadIsAsThisProgramKnowsIt() {
        for (Fetched nothing : List.of(failed(false), failed(true), invalid())) {
            web = _ -> nothing;
            Resolved.Found found = found(documents.resolve(CHATGPT));
            assertThat(found.pinned(), is(true));
            assertThat(found.metadata().name(), is("ChatGPT"));
            assertThat(found.metadata().redirectUris(), is(List.of(CHATGPT_REDIRECT)));
            assertThat(found.fetched(), is(PinnedDocuments.RECORDED));
        }
        assertThat(store.size(), is(0));
    }

    @Test
    void aVendorsDocumentRefreshesWhatThisProgramKnowsButNotTheName() {
        serve("ChatGPT (verified by your bank)", CHATGPT_REDIRECT, "https://chatgpt.com/new");
        Resolved.Found found = found(documents.resolve(CHATGPT));
        assertThat(found.pinned(), is(true));
        assertThat(found.metadata().name(), is("ChatGPT"));
        assertThat(found.metadata().uri(), is(Optional.of("https://chatgpt.com/")));
        assertThat(found.metadata().redirectUris(), is(List.of(CHATGPT_REDIRECT, "https://chatgpt.com/new")));
        assertThat(found.fetched(), is(START));
        assertThat(documents.known(CHATGPT), is(Optional.of(found)));
        // and stays so while the host is away
        web = _ -> failed(false);
        clock.advance(Duration.ofDays(2));
        assertThat(documents.resolve(CHATGPT), is(found));
    }

    // row: SEC-12
    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/callback", "http://localhost:1234/callback", "https://chatgpt.com.evil.example/callback"})
    void aVendorsPathThatWasStolenLosesTheVendorsStanding(String elsewhere) {
        web = clientId -> document(clientId, "ChatGPT", CHATGPT_REDIRECT, elsewhere);
        Resolved.Found stolen = found(documents.resolve(CHATGPT));
        assertThat(stolen.pinned(), is(false));
        assertThat(stolen.metadata().redirectUris(), is(List.of(CHATGPT_REDIRECT, elsewhere)));
        assertThat(documents.known(CHATGPT), is(Optional.of(stolen)));
        // it is asked for again soon, however long the thief wants it kept, and does not stand in when the host cannot be reached
        web = _ -> failed(false);
        clock.advance(Freshness.SHORTEST);
        assertThat(found(documents.resolve(CHATGPT)).pinned(), is(true));
        assertThat(found(documents.resolve(CHATGPT)).metadata().redirectUris(), is(List.of(CHATGPT_REDIRECT)));
        assertThat(documents.known(CHATGPT).orElseThrow().pinned(), is(true));
        // and when the vendor has its path back, all is as before
        serve("ChatGPT", CHATGPT_REDIRECT);
        assertThat(found(documents.resolve(CHATGPT)).pinned(), is(true));
    }

    // row: CI-12
    @Test
    void aClientThatHasChangedIsShownAsItIsNow() {
        serve("A client", "https://client.example/callback");
        documents.resolve(CLIENT);
        serve("Another name", "https://client.example/new");
        clock.advance(HOUR);
        Resolved.Found changed = found(documents.resolve(CLIENT));
        assertThat(changed.metadata().name(), is("Another name"));
        assertThat(changed.metadata().redirectUris(), is(List.of("https://client.example/new")));
        assertThat(documents.known(CLIENT), is(Optional.of(changed)));
    }

    // row: CI-11
    @Test
    void anyHostMayHaveAClientUnlessTheOwnerHasListedThem() {
        serve("A client", "https://client.example/callback");
        assertThat(documents.resolve(CLIENT), instanceOf(Resolved.Found.class));
        ClientDocuments listed = documents("Claude.AI", "other.example");
        assertThat(reason(listed.resolve(CLIENT)), containsString("client.example is not among the hosts"));
        assertThat(listed.known(CLIENT), is(Optional.empty()));
        assertThat(listed.known(CHATGPT), is(Optional.empty()));
        assertThat(reason(listed.resolve("https://sub.other.example/c")), containsString("sub.other.example is not among"));
        assertThat(fetches, hasSize(1));
        assertThat(listed.known("https://claude.ai/oauth/mcp-oauth-client-metadata").isPresent(), is(true));
        assertThat(listed.resolve("https://other.example/c"), instanceOf(Resolved.Found.class));
    }

    // row: CI-13
    @Test
    void severalAtOnceForOneClientFetchOnce() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var silent = new CountDownLatch(1);
        web = clientId -> {
            asked.countDown();
            await(silent);
            return document(clientId, "A client", "https://client.example/callback");
        };
        List<Resolved> results = new CopyOnWriteArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            callers.add(Thread.ofVirtual().start(() -> results.add(documents.resolve(CLIENT))));
        }
        await(asked);
        // another client does not wait for it
        assertThat(documents.known(CHATGPT).isPresent(), is(true));
        silent.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(results, hasSize(20));
        assertThat(results, everyItem(is(results.getFirst())));
        assertThat(fetches, is(List.of(CLIENT)));
    }

    @Test
    void afterAFaultOfThisServerTheNextOneTriesAgain() {
        web = _ -> {
            throw new AuthStoreException("The disk is full; free some space.");
        };
        assertThat(assertThrows(AuthStoreException.class, () -> documents.resolve(CLIENT)).getMessage(), containsString("The disk is full"));
        serve("A client", "https://client.example/callback");
        assertThat(documents.resolve(CLIENT), instanceOf(Resolved.Found.class));
    }

    @Test
    void aKeptDocumentIsJudgedByTheRulesOfToday() {
        web = clientId -> document(clientId, "A client", "cursor://x/callback");
        assertThat(documents.resolve(CLIENT), instanceOf(Resolved.Found.class));
        var strict = new ClientDocuments(_ -> failed(false), store, new RedirectUris(Set.of()), Set.of(), clock);
        assertThat(strict.known(CLIENT), is(Optional.empty()));
        assertThat(reason(strict.resolve(CLIENT)), is("The host is not there. Try again later."));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
