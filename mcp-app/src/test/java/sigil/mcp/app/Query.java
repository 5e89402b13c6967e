package sigil.mcp.app;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parameters as they stand in a query or a form. */
final class Query {
    private Query() {
    }

    static String of(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** A parameter of a URI; a fault if it is there twice. */
    static Optional<String> find(URI uri, String name) {
        List<String> values = Stream.of(Optional.ofNullable(uri.getRawQuery()).orElse("").split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8)).toList();
        if (values.size() > 1) {
            throw new AssertionError(name + " is there twice: " + uri);
        }
        return values.stream().findFirst();
    }

    static String need(URI uri, String name) {
        return find(uri, name).orElseThrow(() -> new AssertionError("no " + name + ": " + uri));
    }
}
