package sigil.code.tools;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Media types by the endings of names: those that are registered and that a client may do something with. Source code is {@code text/plain},
 * whatever its language: most languages have no registered type, and what is not known as text is not shown.
 */
final class MediaTypes {
    static final String PLAIN = "text/plain";
    static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> TEXTS = byEnding("""
            text/markdown: md markdown
            text/html: html htm
            text/css: css
            text/csv: csv
            text/javascript: js mjs cjs
            application/json: json
            application/yaml: yaml yml
            application/toml: toml
            application/xml: xml xsd xsl xslt
            application/sql: sql
            image/svg+xml: svg
            """);

    private static final Map<String, String> BINARIES = byEnding("""
            image/png: png
            image/jpeg: jpg jpeg
            image/gif: gif
            image/webp: webp
            image/avif: avif
            image/bmp: bmp
            image/tiff: tif tiff
            image/vnd.microsoft.icon: ico
            audio/mpeg: mp3
            audio/ogg: ogg oga
            video/mp4: mp4
            video/webm: webm
            font/woff: woff
            font/woff2: woff2
            font/ttf: ttf
            font/otf: otf
            application/pdf: pdf
            application/zip: zip
            application/gzip: gz tgz
            application/java-archive: jar
            application/wasm: wasm
            """);

    private MediaTypes() {
    }

    private static Map<String, String> byEnding(String table) {
        Map<String, String> types = new HashMap<>();
        table.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            for (String ending : line.substring(colon + 2).split(" ")) {
                types.put(ending, line.substring(0, colon));
            }
        });
        return Map.copyOf(types);
    }

    /** The type of a file that is text. */
    static String ofText(String path) {
        return TEXTS.getOrDefault(ending(path), PLAIN);
    }

    /** The type of a file that is no text. */
    static String ofBinary(String path) {
        return BINARIES.getOrDefault(ending(path), UNKNOWN);
    }

    /** Whether a file of this name is expected to be no text. */
    static boolean saysBinary(String path) {
        return BINARIES.containsKey(ending(path));
    }

    /** How many endings are known. */
    static int number() {
        return TEXTS.size() + BINARIES.size();
    }

    private static String ending(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.indexOf('.') < 0 ? "" : name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
