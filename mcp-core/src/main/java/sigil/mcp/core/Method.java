package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/**
 * One row of a method table: everything that is particular to a method in an era.
 *
 * @param name      the method on the wire
 * @param decode    from its parameters to a value; throws {@link RpcException} where they do not fit
 * @param handle    what it does
 * @param encode    from what it found to a result of its era
 * @param longLived whether its answer is a stream that has no end of its own
 * @param needed    what its caller must be allowed, or empty where it shows and does nothing that anybody may not
 * @param <P>       its parameters
 * @param <R>       what it finds
 */
record Method<P, R>(String name, Function<JsonObject, P> decode, Handler<P, R> handle, Function<R, JsonObject> encode,
                    boolean longLived, Optional<Scope> needed) {

    /** What a method does with its parameters. */
    @FunctionalInterface
    interface Handler<P, R> {
        R handle(P params, Exchange exchange) throws InterruptedException;
    }

    Method(String name, Function<JsonObject, P> decode, Handler<P, R> handle, Function<R, JsonObject> encode) {
        this(name, decode, handle, encode, false, Optional.empty());
    }

    /** The same for a caller who may that. */
    Method<P, R> needs(Scope scope) {
        return new Method<>(name, decode, handle, encode, longLived, Optional.of(scope));
    }

    /** The same with an answer that has no end of its own. */
    Method<P, R> withoutEnd() {
        return new Method<>(name, decode, handle, encode, true, needed);
    }

    /** A method that takes nothing and always finds the same. */
    static Method<JsonObject, JsonObject> constant(String name, JsonObject result) {
        return new Method<>(name, params -> params, (params, exchange) -> result, found -> found);
    }

    JsonObject invoke(Exchange exchange) throws InterruptedException {
        if (needed.isPresent()) {
            MissingScopeException.unless(exchange.peer().caller(), needed.get());
        }
        return encode.apply(handle.handle(decode.apply(exchange.request().params()), exchange));
    }
}
