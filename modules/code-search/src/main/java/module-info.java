/**
 * Repositories, ignore rules, secrets, listing, reading and search: the library behind the code tools. It knows no protocol.
 */
module sigil.code.search {
    requires re2j;
    requires sigil.code.index;

    /** the one package: whoever offers code to a client (tools, resources, a command line) lists, reads and searches through it */
    exports sigil.code.search;
}
