package sigil.tunnel;

/**
 * What shows the origin that a request comes from its own box.
 *
 * @param nonce  by which the request is known, never used twice
 * @param header the value of {@code Sigil-Probe}
 */
record ProbeTicket(String nonce, String header) {
}
