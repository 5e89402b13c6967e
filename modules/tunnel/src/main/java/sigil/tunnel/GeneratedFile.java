package sigil.tunnel;

import java.nio.file.Path;

/**
 * A file that is to be on the disk.
 *
 * @param path where
 * @param text what is in it; its first line is a comment that the format allows
 * @param mode its permissions, such as {@code 600}
 */
public record GeneratedFile(Path path, String text, String mode) {
}
