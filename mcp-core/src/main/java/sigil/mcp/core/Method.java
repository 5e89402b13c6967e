package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.function.Function;

/**
 * One row of a method table: everything that is particular to a method in an era.
 *
 * @param name   the method on the wire
 * @param decode from its parameters to a value; throws {@link RpcException} where they do not fit
 * @param handle what it does
 * @param encode from what it found to a result of its era
 * @param <P>    its parameters
 * @param <R>    what it finds
 */
record Method<P, R>(String name, Function<JsonObject, P> decode, Handler<P, R> handle, Function<R, JsonObject> encode) {

    /** What a method does with its parameters for a caller. */
    @FunctionalInterface
    interface Handler<P, R> {
        R handle(P params, Call call) throws InterruptedException;
    }

    JsonObject invoke(JsonObject params, Call call) throws InterruptedException {
        return encode.apply(handle.handle(decode.apply(params), call));
    }
}
