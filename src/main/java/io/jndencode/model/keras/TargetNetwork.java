package io.jndencode.model.keras;

import io.jndencode.JndException;
import io.jndencode.model.Architecture;
import io.jndencode.model.Backbone;
import io.jndencode.model.InputSize;
import io.jndencode.model.MjLat;
import io.jndencode.nn.Graph;
import io.jndencode.nn.Parameter;
import io.jndencode.nn.Value;
import java.util.List;

/**
 * What a weight file is imported into: the graph that predicts, without what only training needs.
 *
 * @param graph the network
 * @param outputName of the model file
 * @param output the levels, or a backbone's picture
 * @param unused weights a file may hold besides
 * @param flattened (channels, rows, columns) of the picture that is flattened; empty where none is
 */
record TargetNetwork(Graph graph, String outputName, Value output, List<Parameter> unused, List<Integer> flattened) {
    private static final int LAT_CHANNELS = 512;

    /** The network of an architecture. */
    static TargetNetwork of(Architecture architecture, InputSize size) {
        return switch (architecture) {
            case IMG_RECON, JND_RECON -> {
                Backbone backbone = Backbone.of(size);
                yield new TargetNetwork(
                        backbone.graph(), "reconstruction", backbone.reconstruction(), List.of(), List.of());
            }
            case MJ_LAT -> {
                MjLat.Whole whole = MjLat.whole(size);
                yield new TargetNetwork(whole.graph(), "jnd", whole.jnd(), decoders(size, 3), latent(size));
            }
            case LAT, REC, E2E_LAT, E2E_REC, MJ_REC ->
                throw new JndException.Usage("%s cannot be imported by this version.".formatted(architecture.id()));
        };
    }

    Topology topology() {
        return Topology.of(graph.parametersOf(List.of(output)), unused, flattened);
    }

    /** Two poolings after the latent. */
    private static List<Integer> latent(InputSize size) {
        return List.of(LAT_CHANNELS, size.latentHeight() / 2 / 2, size.latentWidth() / 2 / 2);
    }

    private static List<Parameter> decoders(InputSize size, int branches) {
        List<Parameter> one = Backbone.of(size).graph().parameters().stream()
                .filter(parameter -> parameter.name().startsWith("dec"))
                .toList();
        return java.util.stream.IntStream.range(0, branches)
                .mapToObj(MjLat::encoderPrefix)
                .flatMap(prefix ->
                        one.stream().map(p -> new Parameter(prefix + p.name(), p.shape(), p.role(), p.initial())))
                .toList();
    }
}
