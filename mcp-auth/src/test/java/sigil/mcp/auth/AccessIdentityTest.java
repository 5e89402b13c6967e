package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who somebody in front of a page is, by Cloudflare's word. */
class AccessIdentityTest {
    private static final String ANNA = AccessTeam.assertion("email", "anna@example.com");

    @TempDir
    private Path directory;
    private final AccessTeam team = new AccessTeam().publishes("one", AccessTeam.FIRST);
    private AuthStore store;
    private AccessIdentity identity;

    @BeforeEach
    void open() {
        store = AuthStore.open(directory.resolve("state"));
        store.members().add("anna");
        store.members().add("robot");
        identity = new AccessIdentity(new AccessAssertions(AccessTeam.ACCESS, team), store.members());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aPersonIsTheMemberWhomTheConfigurationNames() {
        assertThat(identity.member(List.of(ANNA)), is(Optional.of("anna")));
    }

    @Test
    void whereNothingIsSaidAPassphraseIsAskedFor() {
        assertThat(identity.member(List.of()), is(Optional.empty()));
    }

    @Test
    void whereTheKeysCannotBeHadAPassphraseIsAskedFor() {
        team.down(true);
        assertThat(identity.member(List.of(ANNA)), is(Optional.empty()));
    }

    // row: SEC-27
    @Test
    void aWrongAssertionIsNotPassedOver() {
        for (List<String> wrong : List.of(List.of(""), List.of("x"), List.of(ANNA + "x"), List.of(ANNA, ANNA),
                List.of(AccessTeam.assertion("email", "stranger@example.com")))) {
            assertThat(refusal(wrong), containsString("not accepted"));
        }
    }

    // row: SEC-27
    @Test
    void aServiceTokenIsNobodyInFrontOfAPage() {
        assertThat(refusal(List.of(AccessTeam.assertion("common_name", "88bf3b6d86161464f6509f7219099e57.access"))), containsString("for people"));
    }

    @Test
    void aMemberWhoWasRemovedIsNone() {
        store.members().remove("anna");
        assertThat(refusal(List.of(ANNA)), containsString("does not exist"));
    }

    private String refusal(List<String> values) {
        return assertThrows(UnprovenException.class, () -> identity.member(values)).getMessage();
    }
}
