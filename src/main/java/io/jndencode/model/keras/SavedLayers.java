package io.jndencode.model.keras;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jndencode.JndException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the layout of Keras 2: groups named in the attribute {@code layer_names}, each with its tensors named in {@code
 * weight_names}. Attributes above 64 kB are split into {@code layer_names0}, {@code layer_names1}, ...
 *
 * @param path the file, for messages
 */
record SavedLayers(Path path) {
    private static final String LAYERS = "layer_names";
    private static final String WEIGHTS = "weight_names";

    /**
     * Limit on the numbers in a tensor; the largest is the dense layer behind a flattened picture, 25,600x256 at the
     * published size.
     */
    private static final long MOST_NUMBERS = 1L << 26;

    /** Returns whether a group has this layout. */
    static boolean here(Group group) {
        return group.getAttribute(LAYERS) != null || group.getAttribute(LAYERS + 0) != null;
    }

    /** Reads all layers with weights, plain ones together. */
    List<KerasFile.Block> read(Group root) {
        List<KerasLayer> plain = new ArrayList<>();
        List<KerasFile.Block> nested = new ArrayList<>();
        for (String name : names(root, LAYERS)) {
            if (!(OwnNodes.child(path, root, name) instanceof Group group)) {
                throw new JndException.Model(
                        "%s names a layer %s and does not hold it: the file is incomplete.".formatted(path, name));
            }
            List<KerasLayer> layers = layers(name, group);
            if (layers.size() > 1) {
                nested.add(new KerasFile.Block(true, layers));
            } else {
                plain.addAll(layers);
            }
        }
        List<KerasFile.Block> blocks = new ArrayList<>(nested);
        blocks.add(new KerasFile.Block(false, plain));
        return blocks;
    }

    /**
     * Reads a nested model's layers. Its group lists trainable weights first, so the tensors of one layer need not be
     * adjacent.
     */
    private List<KerasLayer> layers(String name, Group group) {
        Map<String, Map<WeightRole, KerasTensor>> byLayer = new LinkedHashMap<>();
        for (String weight : names(group, WEIGHTS)) {
            int slash = weight.lastIndexOf('/');
            String layer = slash < 0 ? name : weight.substring(0, slash);
            WeightRole role = WeightRole.ofKeras(weight)
                    .orElseThrow(() -> new JndException.Model(
                            "%s: layer %s has a weight %s; none of the networks has such a layer."
                                    .formatted(path, name, weight)));
            if (!(OwnNodes.at(path, group, weight) instanceof Dataset data)) {
                throw new JndException.Model(
                        "%s: layer %s has no tensor %s: the file is incomplete.".formatted(path, name, weight));
            }
            byLayer.computeIfAbsent(layer, key -> new EnumMap<>(WeightRole.class))
                    .put(role, tensor(path, data));
        }
        List<KerasLayer> layers = new ArrayList<>();
        byLayer.forEach((layer, weights) ->
                layers.add(new KerasLayer(byLayer.size() == 1 ? name : name + "/" + layer, weights)));
        return layers;
    }

    /** Reads a tensor in single precision. */
    static KerasTensor tensor(Path path, Dataset data) {
        if (data.getSize() > MOST_NUMBERS) {
            throw new JndException.Model("%s: %s says it has %d numbers; no layer of the networks has more than %d."
                    .formatted(path, data.getPath(), data.getSize(), MOST_NUMBERS));
        }
        List<Integer> shape = Arrays.stream(data.getDimensions()).boxed().toList();
        Object values = data.getDataFlat();
        if (values instanceof float[] floats) {
            return new KerasTensor(shape, floats);
        }
        if (values instanceof double[] doubles) {
            float[] floats = new float[doubles.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) doubles[i];
            }
            return new KerasTensor(shape, floats);
        }
        throw new JndException.Model(
                "%s: %s is not a tensor of floating-point numbers.".formatted(path, data.getPath()));
    }

    private static List<String> names(Group group, String attribute) {
        Attribute whole = group.getAttribute(attribute);
        if (whole != null) {
            return strings(whole);
        }
        List<String> names = new ArrayList<>();
        for (int part = 0; ; part++) {
            Attribute piece = group.getAttribute(attribute + part);
            if (piece == null) {
                return names;
            }
            names.addAll(strings(piece));
        }
    }

    /** Reads a list of strings; Keras stores an empty list as an empty array of numbers. */
    private static List<String> strings(Attribute attribute) {
        Object data = attribute.isEmpty() || attribute.getSize() == 0 ? null : attribute.getData();
        return data == null ? List.of() : flat(data);
    }

    private static List<String> flat(@Nullable Object data) {
        if (data instanceof Object[] several) {
            return Arrays.stream(several).map(String::valueOf).toList();
        }
        return data == null ? List.of() : List.of(data.toString());
    }

    /** Returns the children of a group that are groups. */
    static List<Group> groups(Group group) {
        List<Group> groups = new ArrayList<>();
        for (Node child : group.getChildren().values()) {
            if (child instanceof Group inner) {
                groups.add(inner);
            }
        }
        return groups;
    }
}
