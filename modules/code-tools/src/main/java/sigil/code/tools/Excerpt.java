package sigil.code.tools;

import java.util.stream.Collectors;
import sigil.code.search.ReadOutcome;
import sigil.code.search.Repository;
import sigil.mcp.core.EmbeddedResource;
import sigil.mcp.core.TextResourceContents;

/**
 * Lines of a file for a prompt.
 *
 * @param resource the lines, as the resource that the file is
 * @param path     of the file in its repository
 * @param note     which lines they are; empty if they are all
 */
record Excerpt(EmbeddedResource resource, String path, String note) {

    static Excerpt of(Repository repository, ReadOutcome.Text file) {
        String text = file.lines().stream().map(ReadOutcome.Line::text).collect(Collectors.joining("\n"));
        String uri = RepositoryUri.ofFile(repository.name(), file.path()).toString();
        return new Excerpt(new EmbeddedResource(new TextResourceContents(uri, MediaTypes.ofText(file.path()), text)), file.path(), note(file));
    }

    private static String note(ReadOutcome.Text file) {
        int shown = file.lines().size();
        if (shown == file.totalLines()) {
            return "";
        }
        return "Of " + Shown.inline(file.path()) + " only the lines " + file.lines().getFirst().number() + " to "
                + file.lines().getLast().number() + " of " + file.totalLines() + ": read_repo_file reads the others.";
    }
}
