package io.jndencode.model.keras;

import io.jndencode.nn.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The layers of a network in the order Keras keeps them: stage by stage, and in a stage branch by branch.
 *
 * @param required layers the network computes with
 * @param optional layers that may stand in a file and are not used: decoders of networks that end at the latent
 */
record Topology(List<WantedLayer> required, List<WantedLayer> optional) {
    Topology {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
    }

    /**
     * The topology of a graph.
     *
     * @param parameters what the network computes with
     * @param unused what may be in a file besides
     * @param flattened (channels, rows, columns) of the picture that is flattened; empty where none is
     */
    static Topology of(Collection<Parameter> parameters, Collection<Parameter> unused, List<Integer> flattened) {
        return new Topology(layers(parameters, flattened), layers(unused, flattened));
    }

    /** Required layers, then optional ones. */
    List<WantedLayer> all() {
        return Stream.concat(required.stream(), optional.stream()).toList();
    }

    private static List<WantedLayer> layers(Collection<Parameter> parameters, List<Integer> flattened) {
        Map<String, Map<WeightRole, Parameter>> byName = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            String name = parameter.name();
            byName.computeIfAbsent(name.substring(0, name.lastIndexOf('.')), key -> new EnumMap<>(WeightRole.class))
                    .put(WeightRole.ofParameter(name), parameter);
        }
        List<WantedLayer> layers = new ArrayList<>();
        byName.forEach((name, weights) ->
                layers.add(new WantedLayer(name, weights, readsFlattened(weights, flattened) ? flattened : List.of())));
        List<String> stages = layers.stream().map(WantedLayer::stage).distinct().toList();
        layers.sort(Comparator.comparingInt(layer -> stages.indexOf(layer.stage()))); // stable: branches stay in order
        return layers;
    }

    private static boolean readsFlattened(Map<WeightRole, Parameter> weights, List<Integer> flattened) {
        Parameter kernel = weights.get(WeightRole.KERNEL);
        return kernel != null
                && kernel.shape().rank() == 2
                && !flattened.isEmpty()
                && kernel.shape().dim(0) == flattened.stream().reduce(1, Math::multiplyExact);
    }
}
