package io.jndencode.model.keras;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A layer of a weight file that has weights.
 *
 * @param name its name in the file, with a nested model's name before it: {@code conv2d_17}, {@code model_1/conv2d_17}
 * @param weights by role
 */
record KerasLayer(String name, Map<WeightRole, KerasTensor> weights) {
    KerasLayer {
        weights = Collections.unmodifiableMap(new EnumMap<>(weights));
    }

    /** Returns the shapes by which layers are distinguished. */
    Map<WeightRole, List<Integer>> shapes() {
        Map<WeightRole, List<Integer>> shapes = new EnumMap<>(WeightRole.class);
        weights.forEach((role, tensor) -> shapes.put(role, tensor.shape()));
        return shapes;
    }

    /** Formats shapes for people: {@code kernel 5x5x3x128, bias 128}. */
    static String text(Map<WeightRole, List<Integer>> shapes) {
        return shapes.entrySet().stream()
                .map(entry -> entry.getKey().name().toLowerCase(java.util.Locale.ROOT) + " "
                        + KerasTensor.text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
