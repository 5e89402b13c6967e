package sigil.mcp.core;

import java.util.List;

/** A call of somebody who takes the answer and cannot be asked anything: he has no client, and waits until it is there. */
public interface OneWayCall extends Call {

    /**
     * Why he cannot be asked.
     *
     * @return what he is told whose call needs an answer of his, with the cure
     */
    String unasked();

    @Override
    default ClientCapabilities client() {
        return ClientCapabilities.NONE;
    }

    @Override
    default void askAll(List<? extends InputRequest<?>> requests) {
        throw new ToolException(unasked());
    }

    @Override
    default <R> R answer(InputRequest<R> request) {
        throw new IllegalStateException("Nothing was asked");
    }

    @Override
    default boolean becomeTask() {
        return false;
    }

    @Override
    default boolean cancelled() {
        return false;
    }
}
