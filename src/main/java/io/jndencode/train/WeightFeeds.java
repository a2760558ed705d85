package io.jndencode.train;

import io.jndencode.nn.Graph;
import io.jndencode.nn.Parameter;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Weights between training steps as feeds of a graph that takes its weights as inputs. */
final class WeightFeeds {
    private WeightFeeds() {}

    static Map<String, ModelRunner.Feed> of(Graph graph, Map<String, FloatBuffer> weights) {
        Map<String, ModelRunner.Feed> feeds = new LinkedHashMap<>();
        for (Parameter parameter : graph.parameters()) {
            FloatBuffer values = weights.get(parameter.name());
            if (values != null) {
                feeds.put(
                        parameter.name(),
                        new ModelRunner.Feed(
                                values,
                                parameter.shape().dims().stream()
                                        .mapToLong(Long::longValue)
                                        .toArray()));
            }
        }
        return feeds;
    }

    /** The same weights as plain arrays, copied. */
    static Map<String, float[]> arrays(Map<String, FloatBuffer> weights) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        weights.forEach((name, values) -> {
            float[] copy = new float[values.capacity()];
            values.duplicate().rewind().get(copy);
            arrays.put(name, copy);
        });
        return arrays;
    }
}
