/**
 * The way between the internet and an origin on this machine: configurations are written for it, held against the rules of those who read them, and
 * tried. Nothing here knows what the origin serves.
 *
 * <p>The doctor: {@link sigil.tunnel.PathDoctor} walks the path of a request, asks the origin directly and through its public URL, and says of each hop
 * whether it is good, with what was seen, what is wrong and what helps. Whatever came back was written by strangers until its proof says otherwise.
 */
package sigil.tunnel;
