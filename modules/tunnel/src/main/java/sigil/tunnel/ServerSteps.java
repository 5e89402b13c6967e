package sigil.tunnel;

/** What every way wants of the server. */
final class ServerSteps {
    static final String RESTART = "Let the server answer to its new name; one that runs in a terminal is stopped there and started again:\n"
            + "    sudo systemctl restart sigil-mcp";

    private ServerSteps() {
    }
}
