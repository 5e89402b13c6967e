package sigil.mcp.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Markup that may stand in a page as it is.
 *
 * <p>There are two ways to it: a {@link Template}, which stands in the source, and {@link #text(String)}, the one place where text is escaped. A
 * {@code String} that is put into a template goes through that place by itself, so text of a client or a request cannot become markup by accident.
 */
final class Html {
    /** Nothing at all. */
    static final Html NONE = new Html("");
    /** Longer than any sentence of ours: a bound for what nobody bounded before. */
    private static final int LONGEST = 1_000;

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** Text as people are to read it, without what {@link VisibleText} leaves out, escaped for an element and for an attribute in double quotes. */
    static Html text(String text) {
        return new Html(escape(VisibleText.beginning(text, LONGEST)));
    }

    private static String escape(String visible) {
        StringBuilder escaped = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** One after the other. */
    static Html all(Stream<Html> parts) {
        return new Html(parts.map(Html::markup).collect(Collectors.joining()));
    }

    String markup() {
        return markup;
    }

    /** The markup. */
    @Override
    public String toString() {
        return markup;
    }

    /**
     * What fills a slot.
     *
     * @param name  the name of the slot
     * @param value what stands there
     * @param kind  what it is, which decides where it may stand
     */
    record Slot(String name, Html value, Kind kind) {
        Slot {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(kind, "kind");
        }

        static Slot slot(String name, String text) {
            return new Slot(name, text(text), Kind.TEXT);
        }

        static Slot slot(String name, Html markup) {
            return new Slot(name, markup, Kind.MARKUP);
        }

        /** To the character: nothing is left out or shortened. */
        static Slot slot(String name, ReturnLocation location) {
            return new Slot(name, new Html(escape(location.uri())), Kind.LOCATION);
        }
    }

    private enum Kind {
        MARKUP, TEXT, LOCATION
    }

    /**
     * Markup with slots such as <code>{name}</code>. A template is a constant of its class: it is read once, before there is any request whose text
     * could get into it.
     *
     * <p>A slot may stand between tags, or make up the value, in double quotes, of an attribute that cannot run, load or follow anything. There and only
     * there is escaping enough, so a template with a slot elsewhere, or with a script or a style, is refused. What is followed takes a
     * {@link ReturnLocation} and no text.
     */
    static final class Template {
        private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");
        private static final Pattern ATTRIBUTE = Pattern.compile("\\s([a-z-]+)=\"(?:0;url=)?$");
        private static final Map<String, Kind> ATTRIBUTES = Map.of("value", Kind.TEXT, "action", Kind.TEXT, "aria-describedby", Kind.TEXT,
                "aria-invalid", Kind.TEXT, "href", Kind.LOCATION, "content", Kind.LOCATION);
        private static final Pattern FORBIDDEN = Pattern.compile("(?i)<(script|style|iframe|object|embed|base)\\b|\\s(on[a-z]+|style|srcdoc)\\s*=");

        private final List<String> literals;
        private final List<Place> places;

        private record Place(String name, Kind kind) {
            boolean takes(Kind given) {
                return kind == given || kind == Kind.MARKUP && given == Kind.TEXT;
            }
        }

        private Template(List<String> literals, List<Place> places) {
            this.literals = List.copyOf(literals);
            this.places = List.copyOf(places);
        }

        /**
         * Reads a template.
         *
         * @throws IllegalArgumentException if a slot stands where escaping does not protect, or the template has what no page may have
         */
        static Template of(String source) {
            if (FORBIDDEN.matcher(source).find()) {
                throw new IllegalArgumentException("A page has neither script nor style: " + source);
            }
            List<String> literals = new ArrayList<>();
            List<Place> places = new ArrayList<>();
            Matcher slot = SLOT.matcher(source);
            int end = 0;
            while (slot.find()) {
                places.add(new Place(slot.group(1), kind(source, slot.start(), slot.end())));
                literals.add(source.substring(end, slot.start()));
                end = slot.end();
            }
            literals.add(source.substring(end));
            return new Template(literals, places);
        }

        private static Kind kind(String source, int start, int end) {
            String before = source.substring(0, start);
            if (before.lastIndexOf('<') <= before.lastIndexOf('>')) {
                return Kind.MARKUP;
            }
            Matcher attribute = ATTRIBUTE.matcher(before);
            Kind kind = attribute.find() ? ATTRIBUTES.get(attribute.group(1)) : null;
            if (kind == null || !source.startsWith("\"", end)) {
                throw new IllegalArgumentException("A slot is not safe here: " + before);
            }
            return kind;
        }

        /**
         * Fills all slots.
         *
         * @throws IllegalArgumentException if a slot has no value, a value no slot, or a value is not of the kind that the slot takes
         */
        Html fill(Slot... slots) {
            Map<String, Slot> values = Stream.of(slots).collect(Collectors.toMap(Slot::name, Function.identity()));
            if (!values.keySet().equals(places.stream().map(Place::name).collect(Collectors.toSet()))) {
                throw new IllegalArgumentException("The slots are %s and not %s.".formatted(places, values.keySet()));
            }
            StringBuilder filled = new StringBuilder(literals.getFirst());
            for (int i = 0; i < places.size(); i++) {
                Slot slot = values.get(places.get(i).name());
                if (!places.get(i).takes(slot.kind())) {
                    throw new IllegalArgumentException("%s gets %s.".formatted(places.get(i), slot.kind()));
                }
                filled.append(slot.value().markup()).append(literals.get(i + 1));
            }
            return new Html(filled.toString());
        }
    }
}
