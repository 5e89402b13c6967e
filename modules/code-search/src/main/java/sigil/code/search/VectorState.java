package sigil.code.search;

/**
 * How far the vectors are.
 *
 * @param model      what makes them
 * @param dimension  how long they are; 0 while there is none
 * @param chunks     how many different texts there are to have one
 * @param done       how many of these have one
 * @param problem    why it does not go on, in half a sentence; empty if nothing is known to be wrong
 */
public record VectorState(String model, int dimension, int chunks, int done, String problem) {
}
