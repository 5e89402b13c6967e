/**
 * Who may read: access tokens kept as hashes in SQLite, the Helidon Security providers that ask for them, and what clients are told of how to get one.
 *
 * <p>The transport does not read this module and this module does not read the transport: they meet in Helidon Security's context,
 * where the {@link sigil.mcp.core.Caller} lies as a public credential of the user.
 */
module sigil.mcp.auth {
    // Caller and Scope are the answer of an authentication
    requires transitive sigil.mcp.core;
    // the providers implement its interfaces
    requires transitive io.helidon.security;
    // its routes are given to the composition as Helidon routing
    requires transitive io.helidon.webserver;
    requires io.helidon.http;
    // signatures and keys of Cloudflare Access
    requires io.helidon.security.jwt;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    /** For the composition: it opens the store, gives a provider to the server, and creates and revokes tokens for the owner. */
    exports sigil.mcp.auth;
}
