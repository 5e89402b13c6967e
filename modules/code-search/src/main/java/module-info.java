/**
 * Repositories, ignore rules, secrets, listing, reading and search: the library behind the code tools. It knows no protocol.
 */
module sigil.code.search {
    // how the watch is doing is told in its own words
    requires transitive sigil.code.watch;
    // symbols are part of what is answered
    requires transitive sigil.code.symbols;
    requires re2j;
    requires sigil.code.index;

    /** the one package: whoever offers code to a client (tools, resources, a command line) lists, reads and searches through it */
    exports sigil.code.search;
}
