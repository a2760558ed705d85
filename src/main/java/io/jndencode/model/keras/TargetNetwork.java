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
 * The graph a weight file is imported into: the inference graph, without the parts needed only in training.
 *
 * @param graph the network
 * @param outputName name of the model file's output
 * @param output the levels, or a backbone's picture
 * @param unused further weights a file may hold
 * @param flattened (channels, rows, columns) of the picture that is flattened; empty if none is
 */
record TargetNetwork(Graph graph, String outputName, Value output, List<Parameter> unused, List<Integer> flattened) {
    private static final int LAT_CHANNELS = 512;
    private static final int REC_CHANNELS = 32;

    TargetNetwork {
        unused = List.copyOf(unused);
        flattened = List.copyOf(flattened);
    }

    /** Returns the network of an architecture. */
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

    /** Returns the decoders: E2E-LAT is trained with one, and any file may hold whole backbones. */
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
