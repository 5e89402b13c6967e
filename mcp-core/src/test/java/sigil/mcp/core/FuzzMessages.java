package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Makes messages: good ones, good ones with something wrong, and noise. The same random numbers make the same messages. */
final class FuzzMessages {
    private static final String[][] REQUESTS = {
        {"initialize", "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"elicitation\":{}}}"},
        {"ping", "{}"},
        {"tools/list", "{}"},
        {"tools/list", "{\"cursor\":\"<cursor>\"}"},
        {"tools/call", "{\"name\":\"add\",\"arguments\":{\"a\":1,\"b\":2}}"},
        {"tools/call", "{\"name\":\"add\",\"arguments\":{\"a\":1.0,\"b\":-0},\"_meta\":{\"progressToken\":\"t\"}}"},
        {"tools/call", "{\"name\":\"refuse\"}"},
        {"tools/call", "{\"name\":\"change\"}"},
        {"tools/call", "{\"name\":\"everything\"}"},
        {"tools/call", "{\"name\":\"letters\"}"},
        {"tools/call", "{\"name\":\"greet\"}"},
        {"tools/call", "{\"name\":\"survey\"}"},
        {"tools/call", "{\"name\":\"sign_in\"}"},
        {"tools/call", "{\"name\":\"talk\"}"},
        {"tools/call", "{\"name\":\"stumble\",\"task\":{\"ttl\":1000}}"},
        {"tools/call", "{\"name\":\"glance\",\"task\":{}}"},
        {"tools/call", "{\"name\":\"interview\",\"task\":{\"ttl\":1}}"},
        {"tools/call", "{\"name\":\"choose\",\"arguments\":{\"colour\":\"red\",\"size\":3,\"when\":{\"day\":\"mo\"}}}"},
        {"tools/call", "{\"name\":\"choose\",\"arguments\":{\"colour\":7,\"count\":3,\"many\":[1,2]}}"},
        {"tools/call", "{\"name\":\"greet\",\"requestState\":\"<state>\",\"inputResponses\":{\"name\":{\"action\":\"accept\",\"content\":{\"name\":\"x\"}}}}"},
        {"prompts/list", "{}"},
        {"prompts/get", "{\"name\":\"explain\",\"arguments\":{\"letter\":\"a\"}}"},
        {"prompts/get", "{\"name\":\"welcome\"}"},
        {"resources/list", "{}"},
        {"resources/templates/list", "{}"},
        {"resources/read", "{\"uri\":\"letter://a\"}"},
        {"resources/read", "{\"uri\":\"letter://secret\"}"},
        {"resources/subscribe", "{\"uri\":\"letter://a\"}"},
        {"resources/unsubscribe", "{\"uri\":\"letter://a\"}"},
        {"completion/complete", "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"explain\"},\"argument\":{\"name\":\"letter\",\"value\":\"\"}}"},
        {"completion/complete", "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"letter://{letter}\"},\"argument\":{\"name\":\"letter\",\"value\":\"\"},\"context\":{\"arguments\":{}}}"},
        {"logging/setLevel", "{\"level\":\"debug\"}"},
        {"server/discover", "{}"},
        {"subscriptions/listen", "{\"notifications\":{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"letter://a\"],\"taskIds\":[\"<task>\"]}}"},
        {"subscriptions/listen", "{\"notifications\":{}}"},
        {"tasks/get", "{\"taskId\":\"<task>\"}"},
        {"tasks/list", "{}"},
        {"tasks/result", "{\"taskId\":\"<task>\"}"},
        {"tasks/cancel", "{\"taskId\":\"<task>\"}"},
        {"tasks/update", "{\"taskId\":\"<task>\",\"inputResponses\":{\"name\":{\"action\":\"accept\"}}}"},
        {"notifications/initialized", "{}"},
        {"notifications/cancelled", "{\"requestId\":1,\"reason\":\"r\"}"},
        {"no/such", "{}"}};
    private static final String[] METHODS = Stream.of(REQUESTS).map(request -> request[0]).distinct().toArray(String[]::new);
    private static final String[] VERSIONS = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28", "2026-07-29", "2099-01-01", "soon", ""};
    private static final String[] CAPABILITIES = {"{}", "{\"elicitation\":{\"form\":{},\"url\":{}},\"sampling\":{},\"roots\":{}}",
        "{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}},\"elicitation\":{}}", "{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}},\"sampling\":{}}",
        "{\"sampling\":{},\"experimental\":{\"a\":[1]}}", "[]"};
    private static final String[] VALUES = {"null", "true", "false", "0", "-0", "1", "-1", "1.5", "1e2", "1e400", "1e-400", "1e9999999", "9223372036854775808",
        "123456789012345678901234567890", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"\\\\ud800\"", "\"größe\"", "[]", "{}", "[[]]",
        "{\"\":{}}", "[null,1,\"a\"]", "{\"a\":{\"b\":{\"c\":[]}}}"};
    private static final byte[][] ODD_BYTES = {{(byte) 0xC3}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, {0}, {'\\'}, {'"'},
        {'{'}, {'['}, {'e', '9', '9', '9'}, {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, {'\\', 'u', 'd', '8', '0', '0'}};

    private final Random random;
    private final Map<String, List<String>> known;

    /**
     * Makes messages.
     *
     * @param seed  of the random numbers
     * @param known what a client can know, by what stands for it above: {@code task}, {@code cursor}, {@code state}
     */
    FuzzMessages(long seed, Map<String, List<String>> known) {
        this.random = new Random(seed);
        this.known = known;
    }

    /** A message as it comes over a wire. */
    byte[] next() {
        return switch (random.nextInt(40)) {
            case 0 -> noise();
            case 1 -> value(6).getBytes(StandardCharsets.UTF_8);
            case 2 -> deep().getBytes(StandardCharsets.UTF_8);
            case 3, 4 -> batch().getBytes(StandardCharsets.UTF_8);
            case 5, 6, 7, 8 -> mangled(message().getBytes(StandardCharsets.UTF_8));
            case 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 -> changed(message()).getBytes(StandardCharsets.UTF_8);
            default -> message().getBytes(StandardCharsets.UTF_8);
        };
    }

    /** What a transport says beside a message. */
    MessageHeaders headers(byte[] message) {
        if (random.nextInt(4) > 0) {
            return MessageHeaders.NONE;
        }
        String text = new String(message, StandardCharsets.UTF_8);
        Optional<String> version = random.nextInt(8) == 0 ? Optional.empty()
                : Optional.of(random.nextInt(4) == 0 ? any(VERSIONS) : text.contains("2026-07-28") ? "2026-07-28" : "2025-11-25");
        Optional<String> method = random.nextInt(6) == 0 ? Optional.empty() : Optional.of(between(text, "\"method\":\"").orElse(any(METHODS)));
        Optional<String> name = random.nextInt(6) == 0 ? Optional.empty()
                : Optional.of(between(text, "\"name\":\"").or(() -> between(text, "\"uri\":\"")).orElse("=?base64?" + any(VALUES) + "?="));
        List<String> param = random.nextBoolean() ? List.of() : List.of(any(VALUES));
        return new MessageHeaders(true, version, method, name, header -> param);
    }

    /** What a client answers to a question. */
    String answer(JsonValue id) {
        String result = switch (random.nextInt(6)) {
            case 0 -> "\"result\":" + Questions.ADA;
            case 1 -> "\"result\":" + Questions.PARIS;
            case 2 -> "\"result\":" + Questions.HOME;
            case 3 -> "\"error\":" + value(2);
            default -> "\"result\":" + value(3);
        };
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + result + "}";
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private static Optional<String> between(String text, String before) {
        int from = text.indexOf(before);
        int to = from < 0 ? -1 : text.indexOf('"', from + before.length());
        return to < 0 ? Optional.empty() : Optional.of(text.substring(from + before.length(), to));
    }

    private String any(String... all) {
        return all[random.nextInt(all.length)];
    }

    private String message() {
        String id = switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> ",\"id\":" + any(VALUES);
            case 2 -> ",\"id\":\"s" + random.nextInt(100) + "\"";
            default -> ",\"id\":" + random.nextInt(1_000);
        };
        if (random.nextInt(12) == 0) {
            return "{\"jsonrpc\":\"2.0\"" + id + ",\"" + any("result", "error") + "\":" + value(3) + "}";
        }
        String[] request = REQUESTS[random.nextInt(REQUESTS.length)];
        String method = random.nextInt(10) == 0 ? any(METHODS) : request[0];
        String params = request[1];
        for (Map.Entry<String, List<String>> each : known.entrySet()) {
            params = params.replace("<" + each.getKey() + ">", each.getValue().get(random.nextInt(each.getValue().size())));
        }
        if (random.nextBoolean()) {
            String meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + (random.nextInt(8) == 0 ? any(VERSIONS) : "2026-07-28")
                    + "\",\"io.modelcontextprotocol/clientCapabilities\":" + any(CAPABILITIES)
                    + (random.nextInt(4) == 0 ? ",\"io.modelcontextprotocol/logLevel\":\"" + any("debug", "info", "loud") + "\"" : "")
                    + (random.nextInt(4) == 0 ? ",\"progressToken\":" + any(VALUES) : "") + "}";
            params = params.equals("{}") ? "{" + meta + "}" : params.substring(0, params.length() - 1) + "," + meta + "}";
        }
        return "{\"jsonrpc\":\"2.0\"" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private String batch() {
        List<String> messages = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            messages.add(random.nextInt(6) == 0 ? value(2) : random.nextInt(4) == 0 ? changed(message()) : message());
        }
        return "[" + String.join(",", messages) + "]";
    }

    private String value(int depth) {
        if (depth == 0 || random.nextInt(3) > 0) {
            return any(VALUES);
        }
        boolean array = random.nextBoolean();
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add((array ? "" : any("\"a\":", "\"id\":", "\"method\":", "\"\":", "\"params\":", "\"jsonrpc\":", "\"_meta\":", "\"name\":")) + value(depth - 1));
        }
        return array ? "[" + String.join(",", parts) + "]" : "{" + String.join(",", parts) + "}";
    }

    private String deep() {
        int depth = 1 + random.nextInt(200);
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        String nested = open.repeat(depth) + "1" + (open.equals("[") ? "]" : "}").repeat(random.nextInt(20) == 0 ? depth - 1 + random.nextInt(3) : depth);
        return random.nextBoolean() ? nested
                : "{\"jsonrpc\":\"2.0\",\"id\":" + random.nextInt(9) + ",\"method\":\"tools/call\",\"params\":{\"name\":\"refuse\",\"arguments\":{\"a\":" + nested + "}}}";
    }

    /** The same message with one part replaced, taken away, or there twice. */
    private String changed(String message) {
        JsonValue json;
        try {
            json = new JsonInput(64).read(message);
        } catch (MalformedJsonException e) {
            return message;
        }
        return change(json, random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(6));
    }

    private String change(JsonValue value, int down) {
        if (down == 0) {
            return value(3);
        }
        return switch (value) {
            case JsonObject object when !object.isEmpty() -> {
                // what is deeper is looked at later, and by more
                String chosen = object.containsKey("params") && random.nextInt(5) > 0 ? "params"
                        : List.copyOf(object.keySet()).get(random.nextInt(object.size()));
                List<String> members = new ArrayList<>();
                object.forEach((name, member) -> {
                    String changed = name.equals(chosen) ? change(member, down - 1) : member.toString();
                    if (!name.equals(chosen) || random.nextInt(10) > 0) {
                        members.add(JsonCodec.string(name) + ":" + changed);
                    }
                    if (name.equals(chosen) && random.nextInt(6) == 0) {
                        members.add(JsonCodec.string(name) + ":" + value(2));
                    }
                });
                yield "{" + String.join(",", members) + "}";
            }
            case JsonArray array when !array.isEmpty() -> {
                int chosen = random.nextInt(array.size());
                List<String> elements = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    elements.add(i == chosen ? change(array.get(i), down - 1) : array.get(i).toString());
                }
                yield "[" + String.join(",", elements) + "]";
            }
            default -> value(2);
        };
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The same bytes with some of them changed, taken away, or there twice. */
    private byte[] mangled(byte[] message) {
        byte[] bytes = message;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            int length = Math.min(random.nextInt(12), bytes.length - at);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, at);
            switch (random.nextInt(5)) {
                case 0 -> out.write(bytes, at + length, bytes.length - at - length);
                case 1 -> {
                    out.write(bytes, at, length);
                    out.write(bytes, at, bytes.length - at);
                }
                case 2 -> {
                    out.writeBytes(ODD_BYTES[random.nextInt(ODD_BYTES.length)]);
                    out.write(bytes, at, bytes.length - at);
                }
                case 3 -> {
                    out.write(random.nextInt(256));
                    out.write(bytes, Math.min(at + 1, bytes.length), Math.max(0, bytes.length - at - 1));
                }
                default -> { }
            }
            bytes = out.toByteArray();
        }
        return bytes;
    }
}
