/**
 * Lists, reads and searches the repositories an owner has named, and nothing else.
 *
 * <p>What the package promises:
 * <ul>
 *   <li>Every access goes through one {@link sigil.code.search.PathGate}: {@code .git}, ignored files, secrets, links that leave the
 *       repository and special files are refused, and a refusal looks exactly like a missing file.</li>
 *   <li>Results and messages carry repository names and repository-relative paths with {@code /}, never an absolute path.</li>
 *   <li>Orders are fixed: repositories by name, paths by code point segment by segment, lines by number.</li>
 *   <li>Nothing here writes to a repository or starts a process.</li>
 *   <li>All types are safe for use by many threads at once.</li>
 * </ul>
 */
package sigil.code.search;
