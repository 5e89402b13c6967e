package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What names and addresses tell. */
class PublicNameTest {
    @ParameterizedTest
    @CsvSource({"104.16.0.1,true", "104.27.255.255,true", "104.28.0.0,false", "172.67.10.10,true", "162.159.1.1,true", "8.8.8.8,false", "127.0.0.1,false",
        "2606:4700::6810:1,true", "2a06:98c7::1,true", "2a06:98c8::1,false", "2001:db8::1,false"})
    void addressesOfCloudflareAreKnown(String address, boolean theirs) {
        assertThat(CloudflareAddresses.contain(InetAddress.ofLiteral(address)), is(theirs));
    }

    @Test
    void anOpenAliasIsFound() throws IOException {
        // the question of the request, then: its name by reference, CNAME IN, 300 s, 26 bytes: "abc-def" "cfargotunnel" "com"
        String alias = "c00c" + "00050001" + "0000012c" + "001a" + "07" + hex("abc-def") + "0c" + hex("cfargotunnel") + "03" + hex("com") + "00";
        assertThat(asked(1, alias), is(Optional.of("abc-def.cfargotunnel.com")));
    }

    @Test
    void whereThereIsNoAliasOrNoSenseThereIsNone() throws IOException {
        assertThat(asked(0, ""), is(Optional.empty()));
        assertThat("a name that no DNS has", CanonicalName.ask(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), "a.".repeat(400)), is(Optional.empty()));
        assertThat("nothing at all", answered(HexFormat.of().parseHex("00")), is(Optional.empty()));
        assertThat("broken off", asked(1, "c00c0005"), is(Optional.empty()));
        assertThat("a name that leads to itself", asked(1, "c00c" + "000500010000012c0002c02d"), is(Optional.of("")));
    }

    private static Optional<String> asked(int answers, String record) throws IOException {
        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            server.setSoTimeout(10_000);
            Thread.ofVirtual().start(() -> {
                try {
                    DatagramPacket question = new DatagramPacket(new byte[512], 512);
                    server.receive(question);
                    ByteArrayOutputStream answer = new ByteArrayOutputStream();
                    answer.write(question.getData(), 0, question.getLength());
                    answer.writeBytes(HexFormat.of().parseHex(record));
                    byte[] bytes = answer.toByteArray();
                    bytes[2] = (byte) 0x81;
                    bytes[7] = (byte) answers;
                    server.send(new DatagramPacket(bytes, bytes.length, question.getSocketAddress()));
                } catch (IOException e) {
                    // the test fails for want of an answer
                }
            });
            return CanonicalName.ask((InetSocketAddress) server.getLocalSocketAddress(), "mcp.example.com");
        }
    }

    /** To whatever is asked. */
    private static Optional<String> answered(byte[] bytes) throws IOException {
        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Thread.ofVirtual().start(() -> {
                try {
                    DatagramPacket question = new DatagramPacket(new byte[512], 512);
                    server.receive(question);
                    server.send(new DatagramPacket(bytes, bytes.length, question.getSocketAddress()));
                } catch (IOException e) {
                    // the test fails for want of an answer
                }
            });
            return CanonicalName.ask((InetSocketAddress) server.getLocalSocketAddress(), "mcp.example.com");
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
