package sigil.mcp.app;

import java.nio.file.Path;
import java.util.List;

/**
 * An entry of {@code repositories}.
 *
 * @param path        where it lies, absolute
 * @param description for people and models, may be empty
 * @param exclude     patterns in the syntax of a .gitignore
 * @param source      who said so
 */
record RepositorySetting(Path path, String description, List<String> exclude, String source) {
}
