package sigil.code.search;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the index knows of a repository. Of its files those that are not text or too large are in it by name alone.
 *
 * @param state      how far it has come
 * @param minified   files that no person wrote line by line; they are searched like others
 * @param binary     files that are not text
 * @param tooLarge   files with more bytes than are searched
 * @param unreadable files that could not be read; they are tried again every minute
 * @param notEntered directories that cannot be read or lie too deep; what is in them is not known
 * @param metFiles   files that the comparison under way has met, or the last one met
 * @param metBytes   bytes that they have
 * @param compared   when this process last looked at everything
 * @param oldest     for how long the oldest of the pending paths has been waiting; zero where none is
 */
public record IndexReport(IndexState state, int minified, int binary, int tooLarge, int unreadable, int notEntered, int metFiles, long metBytes,
                          Optional<Instant> compared, Duration oldest) {
}
