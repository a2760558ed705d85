package io.jndencode.model.keras;

import io.jndencode.nn.Parameter;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A layer of one of our networks, as Keras would store it.
 *
 * @param name our name of the layer, such as {@code jnd1.enc2}
 * @param parameters its parameters by role
 * @param flattened the picture (channels, rows, columns) whose flattening the layer reads; empty for all other layers
 */
record WantedLayer(String name, Map<WeightRole, Parameter> parameters, List<Integer> flattened) {
    WantedLayer {
        parameters = Collections.unmodifiableMap(new EnumMap<>(parameters));
        flattened = List.copyOf(flattened);
    }

    /** Returns the name without the number of its level: layers of parallel branches share it. */
    String stage() {
        return name.replaceFirst("^(jnd|head)[123]\\.", "");
    }

    /** Returns whether it is a transposed convolution. */
    boolean transposed() {
        return stage().startsWith("dec");
    }

    /** Returns the shapes Keras gives the layer's tensors. */
    Map<WeightRole, List<Integer>> shapes() {
        Map<WeightRole, List<Integer>> shapes = new EnumMap<>(WeightRole.class);
        parameters.forEach((role, parameter) -> shapes.put(role, keras(parameter)));
        return shapes;
    }

    /**
     * Returns Keras's shape. Kernels are (O,I,h,w) here and (h,w,I,O) there; transposed ones (I,O,h,w) and (h,w,O,I):
     * the same permutation.
     */
    private static List<Integer> keras(Parameter parameter) {
        int rank = parameter.shape().rank();
        List<Integer> ours =
                IntStream.range(0, rank).mapToObj(parameter.shape()::dim).toList();
        return rank == 4 ? List.of(ours.get(2), ours.get(3), ours.get(1), ours.get(0)) : ours;
    }

    /** Converts a Keras tensor to our order. */
    float[] convert(WeightRole role, KerasTensor tensor) {
        int rank = Objects.requireNonNull(parameters.get(role), "no such weight")
                .shape()
                .rank();
        if (rank == 4) {
            return exchanged(tensor);
        }
        return rank == 2 && !flattened.isEmpty() ? channelsFirst(tensor) : tensor.values();
    }

    private static float[] exchanged(KerasTensor tensor) {
        int cells = tensor.shape().get(0) * tensor.shape().get(1);
        int inner = tensor.shape().get(2);
        int outer = tensor.shape().get(3);
        float[] from = tensor.values();
        float[] to = new float[from.length];
        int at = 0;
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                for (int cell = 0; cell < cells; cell++) {
                    to[at++] = from[(cell * inner + i) * outer + o];
                }
            }
        }
        return to;
    }

    /**
     * Reorders the rows of the first dense kernel: Keras flattens rows, columns, channels; here channels come first.
     */
    private float[] channelsFirst(KerasTensor tensor) {
        int channels = flattened.get(0);
        int cells = flattened.get(1) * flattened.get(2);
        int units = tensor.shape().get(1);
        float[] from = tensor.values();
        float[] to = new float[from.length];
        for (int c = 0; c < channels; c++) {
            for (int cell = 0; cell < cells; cell++) {
                System.arraycopy(from, (cell * channels + c) * units, to, (c * cells + cell) * units, units);
            }
        }
        return to;
    }
}
