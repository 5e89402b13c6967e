/**
 * Follows directory trees and says of each change only where to look again. It knows neither protocol nor repositories.
 */
module sigil.code.watch {
    /** the one package: whoever keeps something that is derived from files learns through it what to derive anew */
    exports sigil.code.watch;
}
