package sigil.tunnel;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A part of a YAML document that knows its line. What it is not is empty: nothing here fails because a document has another shape. */
record YamlTree(Node node) {
    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 50;

    /** A key of a mapping with its value. */
    record Entry(String key, int line, YamlTree value) {
    }

    /** A document that is none. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final int line;

        Unreadable(String message, int line) {
            super(message);
            this.line = line;
        }

        /** From 1; 0 if unknown. */
        int line() {
            return line;
        }
    }

    /** The one document of a file: of a real one, since a pipe or a device may never end. */
    static Optional<YamlTree> read(Path file) throws IOException, Unreadable {
        if (!Files.isRegularFile(file)) {
            throw new Unreadable((Files.isDirectory(file) ? "a directory" : "no regular file") + " is there", 0);
        }
        if (Files.size(file) > LONGEST) {
            throw new Unreadable("it is longer than " + (LONGEST >> 20) + " MiB", 0);
        }
        try {
            return read(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new Unreadable("its bytes are not UTF-8", 0);
        }
    }

    /** The one document of a text; empty if there is nothing in it. */
    static Optional<YamlTree> read(String text) throws Unreadable {
        // for a person's file of some hundred lines; more aliases than that are an attack
        LoadSettings settings = LoadSettings.builder().setUseMarks(true).setMaxAliasesForCollections(10).setCodePointLimit(LONGEST).build();
        try {
            bounded(text, settings);
            return new Compose(settings).composeString(text).map(YamlTree::new);
        } catch (MarkedYamlEngineException e) {
            throw new Unreadable(e.getProblem(), e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0));
        } catch (YamlEngineException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), 0);
        }
    }

    /** Whoever walks a tree goes as deep as it is: one without a bottom, or that has itself as a part, is none for a person's file. */
    private static void bounded(String text, LoadSettings settings) throws Unreadable {
        Deque<Optional<Anchor>> open = new ArrayDeque<>();
        for (Event event : new Parse(settings).parseString(text)) {
            int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
            switch (event) {
                case CollectionStartEvent start -> open.push(start.getAnchor());
                case CollectionEndEvent _ -> open.pop();
                case AliasEvent alias when open.contains(Optional.of(alias.getAlias())) ->
                        throw new Unreadable("*" + alias.getAlias() + " stands for what it is a part of", line);
                default -> { }
            }
            if (open.size() > DEEPEST) {
                throw new Unreadable("there are more than " + DEEPEST + " brackets or indentations within one another", line);
            }
        }
    }

    int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                YamlTree key = new YamlTree(tuple.getKeyNode());
                entries.add(new Entry(key.text().orElse("?"), key.line(), new YamlTree(tuple.getValueNode())));
            }
        }
        return entries;
    }

    Optional<Entry> entry(String key) {
        return entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    Optional<YamlTree> get(String key) {
        return entry(key).map(Entry::value);
    }

    List<YamlTree> items() {
        return node instanceof SequenceNode sequence ? sequence.getValue().stream().map(YamlTree::new).toList() : List.of();
    }

    /** A single value as it is written, without its quotes. */
    Optional<String> text() {
        return node instanceof ScalarNode scalar && !isNull() ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    Optional<String> text(String key) {
        return get(key).flatMap(YamlTree::text);
    }

    /** Whether a key says true, as YAML 1.1 reads it, which cloudflared's library does. */
    boolean says(String key) {
        return text(key).filter(text -> text.matches("(?i:true|yes|on|y)")).isPresent();
    }
}
