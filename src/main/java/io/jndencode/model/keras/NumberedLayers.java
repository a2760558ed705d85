package io.jndencode.model.keras;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jndencode.JndException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code .weights.h5} of Keras 3: nested groups whose {@code vars} hold a layer's tensors by number.
 *
 * <p>Layers are named by class and numbered in the order of the network ({@code conv2d}, {@code conv2d_1}, ... {@code
 * conv2d_10}), so the order is right within a class, which is sufficient for matching by shape.
 *
 * @param path the file, for messages
 */
record NumberedLayers(Path path) {
    private static final String TENSORS = "vars";
    private static final Set<String> NOT_LAYERS = Set.of("optimizer", "metrics", "compile_metrics", "seed_generator");
    private static final List<WeightRole> LINEAR = List.of(WeightRole.KERNEL, WeightRole.BIAS);
    private static final List<WeightRole> NORMALISING =
            List.of(WeightRole.GAMMA, WeightRole.BETA, WeightRole.MEAN, WeightRole.VARIANCE);
    private static final Pattern COUNTED = Pattern.compile("(.*?)(?:_(\\d+))?");

    /** Reads all layers with weights below a group, one block per group of layers, the outermost one plain. */
    List<KerasFile.Block> read(Group root) {
        Map<String, List<KerasLayer>> byParent = new LinkedHashMap<>();
        collect(root, byParent, 0);
        String outermost = byParent.keySet().stream()
                .min(Comparator.comparingLong(
                        parent -> parent.chars().filter(c -> c == '/').count()))
                .orElse("");
        List<KerasFile.Block> blocks = new ArrayList<>();
        byParent.forEach((parent, layers) -> blocks.add(new KerasFile.Block(!parent.equals(outermost), layers)));
        return blocks;
    }

    private void collect(Group group, Map<String, List<KerasLayer>> byParent, int depth) {
        if (depth > OwnNodes.DEEPEST) {
            throw new JndException.Model("%s: its groups hold each other, or are nested more than %d deep."
                    .formatted(path, OwnNodes.DEEPEST));
        }
        List<Group> inner = new ArrayList<>(SavedLayers.groups(group));
        inner.sort(Comparator.comparing((Group child) -> base(child.getName()))
                .thenComparingInt(child -> number(child.getName())));
        for (Group child : inner) {
            if (child.getName().equals(TENSORS)) {
                if (!child.getChildren().isEmpty()) {
                    String parent = group.getParent().getPath();
                    byParent.computeIfAbsent(parent, key -> new ArrayList<>()).add(layer(group, child));
                }
            } else if (!NOT_LAYERS.contains(child.getName())) {
                collect(child, byParent, depth + 1);
            }
        }
    }

    private KerasLayer layer(Group layer, Group tensors) {
        int count = tensors.getChildren().size();
        List<WeightRole> roles = count == LINEAR.size() ? LINEAR : NORMALISING;
        if (count != roles.size()) {
            throw new JndException.Model("%s: layer %s has %d tensors; none of the networks has such a layer."
                    .formatted(path, layer.getPath(), count));
        }
        Map<WeightRole, KerasTensor> weights = new EnumMap<>(WeightRole.class);
        for (int i = 0; i < count; i++) {
            Node tensor = OwnNodes.child(path, tensors, Integer.toString(i));
            if (!(tensor instanceof Dataset data)) {
                throw new JndException.Model(
                        "%s: layer %s has no tensor %d: the file is incomplete.".formatted(path, layer.getPath(), i));
            }
            weights.put(roles.get(i), SavedLayers.tensor(path, data));
        }
        return new KerasLayer(layer.getName(), weights);
    }

    private static String base(String name) {
        return Objects.requireNonNull(counted(name).group(1));
    }

    private static int number(String name) {
        String digits = counted(name).group(2);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static Matcher counted(String name) {
        Matcher matcher = COUNTED.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a name: " + name);
        }
        return matcher;
    }
}
