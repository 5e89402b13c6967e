package sigil.tunnel;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where one fault brings about another, only the first is named: whoever mends it is rid of both. */
final class Explanations {
    private static final Map<Fault, Set<Fault>> FOLLOWS = Map.of(
            Fault.ORIGIN_DOWN, EnumSet.of(Fault.TUNNEL_WRONG_PORT, Fault.ORIGIN_GARBLED, Fault.STRANGER),
            Fault.ORIGIN_SILENT, EnumSet.of(Fault.EDGE_TIMEOUT, Fault.TUNNEL_WRONG_PORT),
            Fault.ORIGIN_STRANGER, EnumSet.of(Fault.STRANGER, Fault.TUNNEL_WRONG_PORT),
            Fault.ORIGIN_HOST, EnumSet.of(Fault.HOST_REWRITTEN),
            Fault.ORIGIN_STREAM, EnumSet.of(Fault.STREAM_HELD_BACK, Fault.STREAM_COMPRESSED),
            Fault.ORIGIN_HEADERS, EnumSet.of(Fault.HEADERS_CHANGED),
            // the same hand, and the same cure
            Fault.STREAM_HELD_BACK, EnumSet.of(Fault.HEADERS_CHANGED),
            Fault.STREAM_COMPRESSED, EnumSet.of(Fault.STREAM_HELD_BACK),
            Fault.URL_NOT_CONFIGURED, EnumSet.of(Fault.ISSUER_MISMATCH));

    private Explanations() {
    }

    static List<Observation> apply(List<Observation> observations) {
        Set<Fault> faults = observations.stream().map(Explanations::fault).flatMap(Optional::stream).collect(Collectors.toSet());
        return observations.stream().map(observation -> fault(observation).flatMap(fault -> reason(fault, faults))
                .map(reason -> new Observation(observation.hop(), observation.check(),
                        new Verdict.Unknown("follows from " + reason.id() + "; look again when that is mended"), observation.evidence()))
                .orElse(observation)).toList();
    }

    private static Optional<Fault> reason(Fault fault, Set<Fault> faults) {
        return faults.stream().filter(other -> FOLLOWS.getOrDefault(other, Set.of()).contains(fault)).sorted().findFirst();
    }

    private static Optional<Fault> fault(Observation observation) {
        return observation.verdict() instanceof Verdict.Fail(Fault fault) ? Optional.of(fault) : Optional.empty();
    }
}
