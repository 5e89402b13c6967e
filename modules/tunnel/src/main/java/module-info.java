/**
 * The way between the internet and an origin on this machine: what may be wrong with it, and how that shows. It knows neither MCP nor OAuth.
 */
module sigil.tunnel {
    // cloudflared's configuration, with the line of every key; docs/adr/0024
    requires org.snakeyaml.engine.v2;

    /** the one package: the command line gives it settings and prints what it finds */
    exports sigil.tunnel;
}
