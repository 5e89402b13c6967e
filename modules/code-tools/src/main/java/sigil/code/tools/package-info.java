/**
 * The tools that an assistant has for the owner's repositories: what they are called, what they take, and how their answers read.
 *
 * <p>The definitions lie in {@code tools.json}, because people and models read them; the code behind each is one class. Every answer has a
 * text for models, compact and with a way to go on, and a structured result that says the same. Every error says what to do instead, and
 * none tells whether a path that is refused exists.
 */
package sigil.code.tools;
