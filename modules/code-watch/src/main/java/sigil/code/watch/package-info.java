/**
 * Follows directory trees. An event carries no data: it says "look again at this path", and the file system is the truth. What is told may be
 * told twice, or although nothing is different any more; a change is never left out without the word that everything is to be looked at again.
 *
 * <p>Links are never followed. Which directories are entered is decided by {@link sigil.code.watch.WatchRule}; directories that are not
 * entered cost nothing.
 */
package sigil.code.watch;
