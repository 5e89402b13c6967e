package sigil.mcp.conformance;

/** What the checks of a scenario come to. */
enum Verdict {
    PASSED("passed"),
    /** Everything that the scenario looks at is right; the schema that the suite holds messages against does not know the extension. */
    WIRE_SCHEMA_ALONE("only " + ScenarioResult.WIRE_SCHEMA + " fails"),
    SKIPPED_BY_SUITE("skipped by the suite"),
    FAILED("FAILED");

    private final String shown;

    Verdict(String shown) {
        this.shown = shown;
    }

    @Override
    public String toString() {
        return shown;
    }
}
