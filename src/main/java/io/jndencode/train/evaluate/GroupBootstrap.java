package io.jndencode.train.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Bootstrap samples of whole groups: what shows the same thing is drawn together, for it is no independent
 * evidence. The same samples come every time.
 */
final class GroupBootstrap<T> {
    private static final long SEED = 1;

    private final List<List<T>> groups;

    GroupBootstrap(List<T> all, Function<T, String> group) {
        Map<String, List<T>> byGroup = new LinkedHashMap<>();
        all.forEach(one -> byGroup.computeIfAbsent(group.apply(one), key -> new ArrayList<>())
                .add(one));
        groups = List.copyOf(byGroup.values());
    }

    /** Returns a figure of each of so many samples, in ascending order; a sample has as many groups as there are. */
    double[] sorted(int draws, ToDoubleFunction<List<T>> figure) {
        Random random = new Random(SEED);
        double[] figures = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            List<T> sample = new ArrayList<>();
            for (int i = 0; i < groups.size(); i++) {
                sample.addAll(groups.get(random.nextInt(groups.size())));
            }
            figures[draw] = figure.applyAsDouble(sample);
        }
        Arrays.sort(figures);
        return figures;
    }
}
