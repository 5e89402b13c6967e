package sigil.mcp.auth;

import static sigil.mcp.auth.Html.Slot.slot;

import sigil.mcp.auth.Html.Template;

/** What is around every page. */
final class PageFrame {
    private static final Template DOCUMENT = Template.of("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>{title} – Sigil MCP</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="stylesheet" href="%s">
            {head}
            </head>
            <body>
            <header>
            <p class="brand"><span class="sigil" aria-hidden="true"></span>Sigil MCP</p>
            </header>
            <main>
            {main}
            </main>
            <footer>
            <p>This page comes from the server whose address your browser shows. Make sure that it is yours.</p>
            </footer>
            </body>
            </html>
            """.formatted(Stylesheet.url()));

    private PageFrame() {
    }

    /**
     * A whole document.
     *
     * @param title in words of ours alone: a client's name has no place in the title of a window
     * @param main  what the page is about
     */
    static String around(String title, Html main) {
        return around(title, Html.NONE, main);
    }

    static String around(String title, Html head, Html main) {
        return DOCUMENT.fill(slot("title", title), slot("head", head), slot("main", main)).markup();
    }
}
