package io.jndencode.model.keras;

import io.jndencode.JndException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Matches layers of a file to layers of a network: by shape, and among layers of equal shapes by order.
 *
 * <p>Names are not used, because Keras numbers them arbitrarily; only a name that contradicts the place found for a
 * layer counts.
 *
 * @param pairs the file's layer for every required layer
 * @param misfits descriptions of what does not fit, in the order of the network; empty if everything fits
 */
record Matching(Map<WantedLayer, KerasLayer> pairs, List<String> misfits) {
    private static final Pattern LEVEL = Pattern.compile("JND([123])_output");

    Matching {
        misfits = List.copyOf(misfits);
    }

    /** Matches the layers of a file. */
    static Matching of(Topology topology, List<KerasLayer> layers) {
        Map<Map<WeightRole, List<Integer>>, Deque<KerasLayer>> byShapes = new HashMap<>();
        layers.forEach(layer -> byShapes.computeIfAbsent(layer.shapes(), key -> new ArrayDeque<>())
                .add(layer));
        Map<WantedLayer, KerasLayer> pairs = new LinkedHashMap<>();
        List<WantedLayer> missing = new ArrayList<>();
        for (WantedLayer wanted : topology.required()) {
            KerasLayer found =
                    byShapes.getOrDefault(wanted.shapes(), new ArrayDeque<>()).poll();
            if (found == null) {
                missing.add(wanted);
            } else {
                pairs.put(wanted, found);
            }
        }
        topology.optional()
                .forEach(unused -> byShapes.getOrDefault(unused.shapes(), new ArrayDeque<>())
                        .poll());
        List<String> misfits = new ArrayList<>();
        if (missing.isEmpty()) {
            pairs.forEach((wanted, found) -> contradiction(wanted, found, misfits));
        } else {
            misfits.add(firstDifference(topology, layers, missing.get(0)));
        }
        byShapes.values()
                .forEach(left -> left.forEach(layer -> misfits.add(
                        "layer %s (%s) has no place in it".formatted(layer.name(), KerasLayer.text(layer.shapes())))));
        return new Matching(pairs, misfits);
    }

    boolean fits() {
        return misfits.isEmpty();
    }

    /** Throws with the first misfit, if there is one. */
    void require(String files, String network) {
        if (!fits()) {
            throw new JndException.Model("%s does not fit %s: %s.".formatted(files, network, misfits.get(0)));
        }
    }

    /**
     * Returns the first place where shapes differ, in the order of layers of one kind: the layer a person would point
     * at.
     */
    private static String firstDifference(Topology topology, List<KerasLayer> layers, WantedLayer missing) {
        Set<WeightRole> roles = missing.shapes().keySet();
        int rank = rank(missing.shapes());
        List<WantedLayer> wanted = topology.all().stream()
                .filter(layer -> layer.shapes().keySet().equals(roles) && rank(layer.shapes()) == rank)
                .toList();
        List<KerasLayer> found = layers.stream()
                .filter(layer -> layer.shapes().keySet().equals(roles) && rank(layer.shapes()) == rank)
                .toList();
        for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
            if (!wanted.get(i).shapes().equals(found.get(i).shapes())) {
                return sentence(
                        wanted.get(i),
                        "%s with %s"
                                .formatted(
                                        found.get(i).name(),
                                        KerasLayer.text(found.get(i).shapes())));
            }
        }
        return sentence(missing, "no such layer");
    }

    private static String sentence(WantedLayer wanted, String found) {
        return "%s wants %s, found %s".formatted(wanted.name(), KerasLayer.text(wanted.shapes()), found);
    }

    private static int rank(Map<WeightRole, List<Integer>> shapes) {
        return shapes.getOrDefault(WeightRole.KERNEL, List.of()).size();
    }

    private static void contradiction(WantedLayer wanted, KerasLayer found, List<String> misfits) {
        String name = found.name().substring(found.name().lastIndexOf('/') + 1);
        boolean otherKind = wanted.transposed() ? name.matches("conv2d(_\\d+)?") : name.startsWith("conv2d_transpose");
        Matcher level = LEVEL.matcher(name);
        boolean otherLevel = level.matches()
                && wanted.name().matches("head[123].*")
                && !wanted.name().startsWith("head" + level.group(1));
        if (otherKind || otherLevel) {
            misfits.add("%s would be layer %s, whose name says otherwise".formatted(wanted.name(), found.name()));
        }
    }
}
