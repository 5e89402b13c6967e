package sigil.tunnel;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Changes one value of a configuration file, JSON or YAML, and leaves everything else of its text as it is: comments, order, indentation. A file that is
 * built otherwise than the program would write it is refused rather than guessed at.
 */
public final class SettingEdit {
    private static final String INDENT = "    ";

    private final String text;
    private final MappingNode root;

    private SettingEdit(String text, MappingNode root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Sets a text.
     *
     * @param text    the whole file
     * @param section the key of an object at the top, such as {@code server}; made if it is missing
     * @param key     a key in it
     * @param value   what it is to be
     * @return the whole file with that value; the same text if it says so already
     * @throws IllegalArgumentException if the file is none that can be edited
     */
    public static String set(String text, String section, String key, String value) {
        SettingEdit edit = of(text);
        Optional<YamlTree> there = edit.tree().get(section).flatMap(object -> object.get(key));
        if (there.isEmpty()) {
            return edit.insert(section, key, quoted(value));
        }
        if (there.get().text().filter(value::equals).isPresent()) {
            return text;
        }
        Node node = there.get().node();
        return edit.replaced(index(node.getStartMark()), index(node.getEndMark()), quoted(value));
    }

    /**
     * Adds a text to a list.
     *
     * @param text    the whole file
     * @param section the key of an object at the top; made if it is missing
     * @param key     the key of the list in it; made if it is missing
     * @param item    what the list is to have
     * @return the whole file with that item; the same text if the list has it already
     * @throws IllegalArgumentException if the file is none that can be edited
     */
    public static String add(String text, String section, String key, String item) {
        SettingEdit edit = of(text);
        Optional<YamlTree> there = edit.tree().get(section).flatMap(object -> object.get(key));
        if (there.isEmpty()) {
            return edit.insert(section, key, "[" + quoted(item) + "]");
        }
        if (!(there.get().node() instanceof SequenceNode list)) {
            throw new IllegalArgumentException(section + "." + key + " is no list");
        }
        return there.get().items().stream().anyMatch(one -> one.text().filter(item::equals).isPresent()) ? text : edit.appended(list, quoted(item));
    }

    private static SettingEdit of(String text) {
        try {
            return YamlTree.read(blanks(text)).map(YamlTree::node).filter(MappingNode.class::isInstance).map(node -> new SettingEdit(text, (MappingNode) node))
                    .orElseThrow(() -> new IllegalArgumentException("it is no object"));
        } catch (YamlTree.Unreadable e) {
            throw new IllegalArgumentException("line " + e.line() + ": " + e.getMessage(), e);
        }
    }

    /** In JSON a tab is a blank like another; in YAML it must not be there at all, and is found. */
    private static String blanks(String text) {
        return text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
    }

    private YamlTree tree() {
        return new YamlTree(root);
    }

    private String insert(String section, String key, String value) {
        Optional<YamlTree> there = tree().get(section);
        if (there.isEmpty()) {
            return flow(root) ? inserted(root, quoted(section) + ": {" + quoted(key) + ": " + value + "}")
                    : inserted(root, section + ":\n" + INDENT + key + ": " + value);
        }
        if (!(there.get().node() instanceof MappingNode object)) {
            throw new IllegalArgumentException(section + " is no object");
        }
        return inserted(object, (flow(object) ? quoted(key) : key) + ": " + value);
    }

    /** Before the first member. */
    private String inserted(MappingNode object, String member) {
        if (!flow(object)) {
            Mark first = object.getValue().getFirst().getKeyNode().getStartMark().orElseThrow();
            return replaced(first.getIndex(), first.getIndex(), member.replace("\n", "\n" + before(first)) + "\n" + before(first));
        }
        int start = index(object.getStartMark()) + 1;
        if (object.getValue().isEmpty()) {
            return replaced(start, index(object.getEndMark()) - 1, member);
        }
        Mark first = object.getValue().getFirst().getKeyNode().getStartMark().orElseThrow();
        boolean own = first.getLine() > object.getStartMark().orElseThrow().getLine();
        return replaced(start, start, own ? "\n" + before(first) + member + "," : member + ", ");
    }

    private String appended(SequenceNode list, String item) {
        List<Node> items = list.getValue();
        if (items.isEmpty()) {
            int start = index(list.getStartMark());
            return replaced(start, index(list.getEndMark()), "[" + item + "]");
        }
        Mark last = items.getLast().getStartMark().orElseThrow();
        int end = index(items.getLast().getEndMark());
        if (!flow(list)) {
            return replaced(end, end, "\n" + " ".repeat(list.getStartMark().orElseThrow().getColumn()) + "- " + item);
        }
        boolean own = last.getLine() > list.getStartMark().orElseThrow().getLine();
        return replaced(end, end, own ? ",\n" + before(last) + item : ", " + item);
    }

    /** What a line needs before it to begin in the column of another: the same blanks and tabs. */
    private String before(Mark mark) {
        int start = text.offsetByCodePoints(0, mark.getIndex() - mark.getColumn());
        return text.substring(start, text.offsetByCodePoints(start, mark.getColumn())).replaceAll("\\S", " ");
    }

    private static boolean flow(CollectionNode<?> node) {
        return node.getFlowStyle() == FlowStyle.FLOW;
    }

    private static int index(Optional<Mark> mark) {
        return mark.orElseThrow().getIndex();
    }

    /** Marks count characters, of which some are two in a string. */
    private String replaced(int from, int to, String by) {
        int start = text.offsetByCodePoints(0, from);
        int end = text.offsetByCodePoints(0, to);
        return text.substring(0, start) + by + text.substring(end);
    }

    /** Names of hosts and URLs need no escape, in neither language. */
    private static String quoted(String value) {
        if (!value.matches("[A-Za-z0-9:/._*-]+")) {
            throw new IllegalArgumentException(value + " is neither a name nor an address");
        }
        return "\"" + value + "\"";
    }
}
