package sigil.mcp.auth;

/**
 * A page that the authorization server shows to a person: a value, and the HTML that it comes to.
 *
 * <p>No page has a script or loads anything but its style sheet; each form is a {@code POST} to this server, and {@link ReturnPage} alone has a link.
 * What a page says of a client is said as that client's word. A page reads the same without its style sheet, and nothing on it is told by colour alone.
 */
sealed interface Page permits SignInPage, ConsentPage, DeviceCodePage, DeviceDonePage, ReturnPage, ErrorPage {
    /**
     * The whole document.
     *
     * @return HTML in UTF-8, from doctype to end
     */
    String html();
}
