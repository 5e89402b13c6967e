package sigil.code.symbols;

/** Documents of shells and Ruby ({@code <<END}) and PHP ({@code <<<END}). */
final class Heredocs implements Documents {

    /** After so many documents without an end no more are believed: each costs a look through the rest of the text. */
    private static final int MOST_ENDLESS = 20;

    private final String text;
    private final String mark;
    private final int start;
    private int lineFeed = -1;
    private int bodyEnd;
    private int endless;

    /**
     * The documents of a text.
     *
     * @param mark  what announces one
     * @param start where the code begins
     */
    Heredocs(String text, String mark, int start) {
        this.text = text;
        this.mark = mark;
        this.start = start;
    }

    /** Of a text of PHP: what stands before its first tag is no code. */
    static Documents php(String text) {
        int tag = text.indexOf("<?");
        return new Heredocs(text, "<<<", tag < 0 ? text.length() : tag);
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int bodyEnd(int at) {
        return at == lineFeed ? bodyEnd : at;
    }

    @Override
    public void see(int at) {
        if (text.charAt(at) != '<' || !text.startsWith(mark, at) || at > 0 && text.charAt(at - 1) == '<' || endless > MOST_ENDLESS) {
            return;
        }
        int word = at + mark.length();
        while (word < text.length() && word < at + 8 && "-~ '\"\\".indexOf(text.charAt(word)) >= 0) {
            word++;
        }
        int end = word;
        while (end < text.length() && end - word < 64 && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        if (end > word && Character.isJavaIdentifierStart(text.charAt(word)) && !text.substring(at, word).contains("< ")) {
            announce(text.substring(word, end), end);
        }
    }

    private void announce(String word, int at) {
        boolean another = lineFeed >= at;
        if (!another) {
            int end = text.indexOf('\n', at);
            lineFeed = end < 0 ? text.length() : end;
            bodyEnd = lineFeed;
        }
        int from = another ? bodyEnd : lineFeed;
        int found = find(word, from);
        if (found < 0) {
            endless++;
        } else {
            bodyEnd = found;
        }
    }

    /** Where the line of the closing word ends. */
    private int find(String word, int lineFeedBefore) {
        for (int line = lineFeedBefore + 1; line > 0 && line < text.length(); line = text.indexOf('\n', line) + 1) {
            int at = line;
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
            if (text.startsWith(word, at)) {
                int end = at + word.length();
                if (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end))) {
                    return end;
                }
            }
        }
        return -1;
    }
}
