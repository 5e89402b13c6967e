/**
 * Outlines of source files.
 *
 * <p>{@link sigil.code.symbols.Outline#of} and {@link sigil.code.symbols.CodeText#of} are functions of a language and a text: they open
 * nothing, keep nothing, and answer for every text, garbage too, in time linear in its length. What they tell is told from the text alone:
 * nothing is resolved, no other file is looked at. All offsets are in chars from 0, all lines are counted from 1 and end with a line feed.
 *
 * <p>{@link sigil.code.symbols.OutlineSource} has outlines of further languages, where universal-ctags is installed.
 */
package sigil.code.symbols;
