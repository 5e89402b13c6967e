/**
 * What an assistant and its owner have of the owner's repositories: tools, which models call; resources, which people pick; prompts, which
 * people use as commands. What each is called, what it takes, and how its answers read.
 *
 * <p>The definitions of tools and prompts lie in {@code tools.json} and {@code prompts.json}, because people and models read them; the code
 * behind each tool is one class. Every answer of a tool has a text for models, compact and with a way to go on, and a structured result that
 * says the same. Every error says what to do instead, and none tells whether a path that is refused exists: it is answered like one that does
 * not, by tools, resources, prompts and completion alike.
 */
package sigil.code.tools;
