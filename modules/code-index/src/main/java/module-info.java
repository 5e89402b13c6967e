/**
 * The index of text: which files may hold what a query asks for. Whoever reads the files decides what they hold; this only rules out.
 */
module sigil.code.index {
    requires org.apache.lucene.core;

    /** the one package: whoever searches puts files in, and takes candidates out */
    exports sigil.code.index;
}
