package sigil.mcp.core;

import jakarta.json.JsonObject;

/** The parameters of {@code tools/list}. The list has one page, so no cursor was ever given out. */
record ListTools() {

    static ListTools decode(JsonObject params) {
        if (params.containsKey("cursor")) {
            throw new RpcException(new RpcError(RpcError.INVALID_PARAMS,
                    "params.cursor: this server gave out no such cursor; ask again without one.", 200));
        }
        return new ListTools();
    }
}
