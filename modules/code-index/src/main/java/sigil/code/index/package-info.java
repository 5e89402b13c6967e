/**
 * Says which files may hold a text, by the groups of three bytes that they have.
 *
 * <p>What the package promises:
 * <ul>
 *   <li>A file that is in the index and holds a line that a query matches is a candidate of that query's {@link sigil.code.index.TrigramQuery}.
 *       A candidate need not match: whoever asks looks into the file.</li>
 *   <li>No text is kept, only which groups of bytes occur, and names of repositories with relative paths: never an absolute path.</li>
 *   <li>The engine behind it (Lucene) shows nowhere: exchanging it changes this package alone.</li>
 *   <li>What was saved survives the death of the process at any moment.</li>
 *   <li>All types are safe for use by many threads at once, except where it is said.</li>
 * </ul>
 */
package sigil.code.index;
