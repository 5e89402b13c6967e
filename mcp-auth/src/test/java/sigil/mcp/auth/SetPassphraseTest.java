package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member chooses his passphrase on the box. */
class SetPassphraseTest {
    private static final String OTHER = "other words of the owner";

    @TempDir
    private Path directory;
    private TestAuthorizationServer server;
    private Members members;

    @BeforeEach
    void start() {
        server = new TestAuthorizationServer(directory);
        members = server.store.members();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatWasChosenSignsInFromTheNextRequestOn() {
        assertThat(members.setPassphrase("owner", TestAuthorizationServer.PASSPHRASE.toCharArray()), is(0));
        assertThat(members.find("owner").orElseThrow().passphrase(), is(true));
        assertThat(new TestFlow(server, server.registered()).tokens().status(), is(200));
    }

    // row: AS-15
    @Test
    void anotherPassphraseEndsWhatTheMemberGrantedBeforeAndNotWhatOthersDid() {
        members.setPassphrase("owner", TestAuthorizationServer.PASSPHRASE.toCharArray());
        members.add("anna");
        members.setPassphrase("anna", OTHER.toCharArray());
        String access = new TestFlow(server, server.registered()).tokens().json().getString("access_token");
        assertThat(members.setPassphrase("anna", "and yet another one of anna".toCharArray()), is(0));
        assertThat(server.authorization.tokens().judge(access), is(instanceOf(Verdict.Accepted.class)));
        assertThat(members.setPassphrase("owner", OTHER.toCharArray()), is(1));
        assertThat(server.authorization.tokens().judge(access), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
        assertThat(server.store.audit().latest(1).getFirst().detail(), is(Optional.of("passphrase changed")));
    }

    @Test
    void whatWasTypedIsWipedWhateverComesOfIt() {
        for (String typed : new String[] {OTHER, "short", ""}) {
            char[] characters = typed.toCharArray();
            try {
                members.setPassphrase("owner", characters);
            } catch (IllegalArgumentException e) {
                // too short
            }
            assertThat(new String(characters), is("\0".repeat(typed.length())));
        }
    }

    @Test
    void aPassphraseThatIsNotGoodEnoughChangesNothing() {
        members.setPassphrase("owner", TestAuthorizationServer.PASSPHRASE.toCharArray());
        String access = new TestFlow(server, server.registered()).tokens().json().getString("access_token");
        assertThrows(IllegalArgumentException.class, () -> members.setPassphrase("owner", "short".toCharArray()));
        assertThat(server.authorization.tokens().judge(access), is(instanceOf(Verdict.Accepted.class)));
    }

    @Test
    void nobodyIsNobody() {
        var fault = assertThrows(IllegalArgumentException.class, () -> members.setPassphrase("nobody", OTHER.toCharArray()));
        assertThat(fault.getMessage(), containsString("There is no member called nobody."));
    }

    @Test
    void aGrantIsOverOnceItsClientStayedAwayForLongerThanARefreshTokenLives() {
        members.setPassphrase("owner", TestAuthorizationServer.PASSPHRASE.toCharArray());
        new TestFlow(server, server.registered()).tokens();
        Grant grant = server.store.grants().list().getFirst();
        assertThat(grant.live(server.clock.instant()), is(true));
        assertThat(grant.live(server.clock.instant().plus(Duration.ofDays(90))), is(false));
        server.store.grants().revoke(grant.id());
        assertThat(server.store.grants().list().getFirst().live(server.clock.instant()), is(false));
    }
}
