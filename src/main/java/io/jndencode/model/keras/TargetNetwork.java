package io.jndencode.model.keras;

import io.jndencode.model.Architecture;
import io.jndencode.model.Backbone;
import io.jndencode.model.InputSize;
import io.jndencode.model.JndNetwork;
import io.jndencode.nn.Graph;
import io.jndencode.nn.Parameter;
import io.jndencode.nn.Value;
import java.util.List;
import java.util.stream.IntStream;

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
    private static final int REC_CHANNELS = 32;

    TargetNetwork {
        unused = List.copyOf(unused);
        flattened = List.copyOf(flattened);
    }

    /** The network of an architecture. */
    static TargetNetwork of(Architecture architecture, InputSize size) {
        if (architecture.reads() == Architecture.Reads.FRAME) {
            Backbone backbone = Backbone.of(size);
            return new TargetNetwork(
                    backbone.graph(), "reconstruction", backbone.reconstruction(), List.of(), List.of());
        }
        JndNetwork.Whole whole = JndNetwork.whole(architecture, size);
        boolean latent = architecture.reads() == Architecture.Reads.LATENT;
        return new TargetNetwork(
                whole.graph(),
                "jnd",
                whole.jnd(),
                latent ? decoders(architecture, size) : List.of(),
                latent
                        ? pooled(LAT_CHANNELS, size.latentHeight(), size.latentWidth(), 2)
                        : pooled(REC_CHANNELS, size.height(), size.width(), 5));
    }

    Topology topology() {
        return Topology.of(graph.parametersOf(List.of(output)), unused, flattened);
    }

    private static List<Integer> pooled(int channels, int rows, int columns, int times) {
        return List.of(channels, rows >> times, columns >> times);
    }

    /** E2E-LAT is trained with a decoder, and whole backbones may stand in any file. */
    private static List<Parameter> decoders(Architecture architecture, InputSize size) {
        List<Parameter> decoder = Backbone.of(size).graph().parameters().stream()
                .filter(parameter -> parameter.name().startsWith("dec"))
                .toList();
        return IntStream.range(0, architecture.levels())
                .mapToObj(index -> JndNetwork.backbonePrefix(architecture, index))
                .flatMap(prefix ->
                        decoder.stream().map(p -> new Parameter(prefix + p.name(), p.shape(), p.role(), p.initial())))
                .toList();
    }
}
