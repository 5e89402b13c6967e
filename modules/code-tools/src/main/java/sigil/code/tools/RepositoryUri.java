package sigil.code.tools;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where something lies in a repository, as a URI (RFC 3986): {@code repo://hello/src/Greeter.java}, {@code repo://hello/src/} for a
 * directory, {@code repo://hello/} for the repository itself.
 *
 * <p>A path is written in one way only: no empty, {@code .} or {@code ..} segments. The scheme has neither query nor fragment, and clients
 * that fill in {@code {+path}} leave {@code ?} and {@code #} as they are (RFC 6570 section 3.2.3), so both are read as part of a name;
 * likewise a character that should have been encoded and was not.
 *
 * @param repository the name of a repository, or what a stranger takes for one
 * @param path       decoded, with {@code /} between names and none at its end; empty for the root
 * @param directory  whether only a directory is meant
 */
record RepositoryUri(String repository, String path, boolean directory) {
    static final String SCHEME = "repo://";
    /** What a segment may hold unencoded: {@code pchar} of RFC 3986, section 3.3, beside letters and digits. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@";

    static RepositoryUri ofFile(String repository, String path) {
        return new RepositoryUri(repository, path, false);
    }

    static RepositoryUri ofDirectory(String repository, String path) {
        return new RepositoryUri(repository, path, true);
    }

    /** The same place in a repository of that name. */
    RepositoryUri of(String name) {
        return new RepositoryUri(name, path, directory);
    }

    /** Whether a URI is of this scheme, which is told without regard to case. */
    static boolean owns(String uri) {
        return uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Reads a URI, or nothing where it can name no file: it is malformed, leads somewhere else, or hides a separator in a name. */
    static Optional<RepositoryUri> parse(String uri) {
        if (!owns(uri)) {
            return Optional.empty();
        }
        String rest = uri.substring(SCHEME.length());
        int slash = rest.indexOf('/');
        Optional<String> repository = decoded(slash < 0 ? rest : rest.substring(0, slash));
        String path = slash < 0 ? "" : rest.substring(slash + 1);
        boolean directory = path.isEmpty() || path.endsWith("/");
        Optional<List<String>> names = names(path.endsWith("/") ? path.substring(0, path.length() - 1) : path, path.isEmpty());
        return repository.flatMap(name -> names.map(list -> new RepositoryUri(name, String.join("/", list), directory)));
    }

    private static Optional<List<String>> names(String path, boolean root) {
        List<String> names = new ArrayList<>();
        for (String segment : root ? new String[0] : path.split("/", -1)) {
            Optional<String> name = decoded(segment).filter(RepositoryUri::isName);
            if (name.isEmpty()) {
                return Optional.empty();
            }
            names.add(name.get());
        }
        return Optional.of(names);
    }

    /** Whether a decoded segment is one name: it names something, here, and no more than one thing. What may be served the gate knows. */
    static boolean isName(String segment) {
        return !segment.isEmpty() && !segment.equals(".") && !segment.equals("..") && segment.indexOf('/') < 0;
    }

    /** Undoes percent-encoding; nothing where it is malformed or gives no UTF-8. */
    private static Optional<String> decoded(String text) {
        try {
            CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
            ByteBuffer bytes = ByteBuffer.allocate(3 * text.length());
            int at = 0;
            while (at < text.length()) {
                int percent = text.indexOf('%', at);
                int end = percent < 0 ? text.length() : percent;
                bytes.put(utf8.encode(CharBuffer.wrap(text, at, end)));
                if (percent >= 0) {
                    bytes.put((byte) HexFormat.fromHexDigits(text, percent + 1, percent + 3));
                }
                at = percent < 0 ? end : percent + 3;
            }
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The URI: the one way in which this server writes it. */
    @Override
    public String toString() {
        String names = path.isEmpty() ? "" : Stream.of(path.split("/")).map(RepositoryUri::encoded).collect(Collectors.joining("/"));
        return SCHEME + repository + '/' + names + (directory && !path.isEmpty() ? "/" : "");
    }

    /** What stands behind {@code /r/} in a link to it. */
    String link() {
        return toString().substring(SCHEME.length());
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
