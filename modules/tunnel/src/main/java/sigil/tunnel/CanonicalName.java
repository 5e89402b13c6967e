package sigil.tunnel;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** Which other name a name stands for in the DNS (RFC 1035, type CNAME). Java tells addresses only. */
final class CanonicalName {
    private static final int CNAME = 5;
    private static final int HEADER = 12;
    private static final int LONGEST_NAME = 253;
    private static final int PORT = 53;
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int MOST_JUMPS = 20;

    private CanonicalName() {
    }

    /** Asks the first resolver of this machine; empty where there is none, or no such record, or no answer. */
    static Optional<String> of(String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/etc/resolv.conf"))) {
                String[] words = line.strip().split("\\s+");
                if (words.length > 1 && words[0].equals("nameserver")) {
                    return ask(new InetSocketAddress(InetAddress.ofLiteral(words[1].split("%")[0]), PORT), name);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // it is only a hint
        }
        return Optional.empty();
    }

    /** Asks this resolver. */
    static Optional<String> ask(InetSocketAddress resolver, String name) throws IOException {
        if (name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        int id = new SecureRandom().nextInt(1 << 16);
        byte[] question = question(id, name);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(resolver);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.send(new DatagramPacket(question, question.length));
            DatagramPacket answer = new DatagramPacket(new byte[4_096], 4_096);
            socket.receive(answer);
            return read(ByteBuffer.wrap(answer.getData(), 0, answer.getLength()), id, question.length);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // no answer of the DNS
            return Optional.empty();
        }
    }

    private static byte[] question(int id, String name) {
        ByteBuffer message = ByteBuffer.allocate(512);
        // recursion is desired; one question
        message.putShort((short) id).putShort((short) 0x0100).putShort((short) 1).putShort((short) 0).putInt(0);
        for (String label : name.split("\\.")) {
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            message.put((byte) Math.min(63, bytes.length)).put(bytes, 0, Math.min(63, bytes.length));
        }
        message.put((byte) 0).putShort((short) CNAME).putShort((short) 1);
        byte[] bytes = new byte[message.position()];
        message.flip().get(bytes);
        return bytes;
    }

    private static Optional<String> read(ByteBuffer message, int id, int afterQuestion) {
        if ((message.getShort(0) & 0xffff) != id) {
            return Optional.empty();
        }
        int answers = message.getShort(6) & 0xffff;
        message.position(Math.max(HEADER, afterQuestion));
        for (int i = 0; i < answers; i++) {
            name(message);
            int type = message.getShort() & 0xffff;
            message.position(message.position() + 6);
            int length = message.getShort() & 0xffff;
            int next = message.position() + length;
            if (type == CNAME) {
                return Optional.of(name(message));
            }
            message.position(next);
        }
        return Optional.empty();
    }

    /** Reads a name, which may go on elsewhere in the message; the position is then behind it. */
    private static String name(ByteBuffer message) {
        StringBuilder name = new StringBuilder();
        int behind = -1;
        for (int jumps = 0; jumps < MOST_JUMPS;) {
            int length = message.get() & 0xff;
            if (length == 0) {
                break;
            }
            if (length >= 0xc0) {
                int target = (length & 0x3f) << 8 | message.get() & 0xff;
                behind = behind < 0 ? message.position() : behind;
                message.position(target);
                jumps++;
                continue;
            }
            byte[] label = new byte[length];
            message.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        if (behind >= 0) {
            message.position(behind);
        }
        return name.toString();
    }
}
