package sigil.code.search;

import java.io.IOException;

/** All files, met by walking. */
record WalkSource(PathGate gate, SearchQuery query) implements FileSource {

    @Override
    public void offer(Repository repository, int pass, Taker taker) {
        new Walk(gate, repository, query.includeHidden(), Integer.MAX_VALUE, new Walk.Visitor() {
            @Override
            public boolean visit(Entry entry) {
                return entry.kind() == Entry.Kind.FILE && query.paths().accepts(entry.path()) ? taker.take(entry) : taker.goOn();
            }

            @Override
            public void leave(String directory) {
                taker.leave(1);
            }
        }).wholeRepository();
    }

    @Override
    public FolderCursor cursor(Repository repository) throws IOException {
        return new FolderCursor(repository.root());
    }
}
