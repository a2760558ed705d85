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
 * The layers of a network in Keras's order: stage by stage, and branch by branch within a stage.
 *
 * @param required layers the network needs
 * @param optional layers that a file may hold and that are not used: decoders of networks that end at the latent
 */
record Topology(List<WantedLayer> required, List<WantedLayer> optional) {
    Topology {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
    }

    /**
     * Returns the topology of a graph.
     *
     * @param parameters the parameters the network needs
     * @param unused further parameters a file may hold
     * @param flattened (channels, rows, columns) of the picture that is flattened; empty if none is
     */
    static Topology of(Collection<Parameter> parameters, Collection<Parameter> unused, List<Integer> flattened) {
        return new Topology(layers(parameters, flattened), layers(unused, flattened));
    }

    /** Returns the required layers, then the optional ones. */
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
        layers.sort(Comparator.comparingInt(
                layer -> stages.indexOf(layer.stage()))); // the sort is stable: branches stay in order
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
