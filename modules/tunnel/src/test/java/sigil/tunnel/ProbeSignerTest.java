package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ProbeSignerTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);

    @Test
    void aTicketIsWhatTheReferenceSays() throws Exception {
        ProbeTicket ticket = new ProbeSigner(KEY).ticket("GET", "/probe/echo?a=1", NOW);
        assertThat(ticket.nonce(), matchesPattern("[A-Za-z0-9_-]{22}"));
        assertThat(ticket.header(), is("v1.1795000000." + ticket.nonce() + "."
                + mac("sigil-probe-ticket\nGET\n/probe/echo?a=1\n1795000000\n" + ticket.nonce() + "\n")));
    }

    @Test
    void aProofIsGoodForItsNonceAlone() throws Exception {
        ProbeSigner signer = new ProbeSigner(KEY);
        String nonce = signer.ticket("GET", "/", NOW).nonce();
        String other = signer.ticket("GET", "/", NOW).nonce();
        String proof = mac("sigil-probe-answer\n" + nonce + "\n");
        assertThat(nonce, is(not(other)));
        assertThat(signer.proves(nonce, proof), is(true));
        assertThat(signer.proves(other, proof), is(false));
        assertThat(signer.proves(nonce, ""), is(false));
        assertThat(new ProbeSigner(new byte[32]).proves(nonce, proof), is(false));
    }

    private static String mac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
