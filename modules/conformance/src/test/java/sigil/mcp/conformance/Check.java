package sigil.mcp.conformance;

import jakarta.json.JsonObject;
import sigil.mcp.core.JsonCodec;

/**
 * One check of the suite, as it stands in a {@code checks.json}.
 *
 * @param id      its name
 * @param status  what came of it
 * @param message what the suite says of a failure, may be empty
 */
record Check(String id, Status status, String message) {

    /** What the suite says of a check. */
    enum Status { SUCCESS, FAILURE, WARNING, SKIPPED, INFO }

    static Check of(JsonObject json) {
        return new Check(json.getString("id"), Status.valueOf(json.getString("status")), JsonCodec.string(json, "errorMessage").orElse(""));
    }
}
