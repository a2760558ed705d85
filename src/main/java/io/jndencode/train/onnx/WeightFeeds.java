package io.jndencode.train.onnx;

import io.jndencode.nn.Graph;
import io.jndencode.nn.Parameter;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weights between training steps as feeds of a graph that takes its weights as inputs. */
public final class WeightFeeds {
    private WeightFeeds() {}

    public static Map<String, ModelRunner.Feed> of(Graph graph, Map<String, FloatBuffer> weights) {
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

    /** Returns a checkpoint's weights in the form a session gives them. */
    public static Map<String, FloatBuffer> buffers(Map<String, float[]> weights) {
        Map<String, FloatBuffer> buffers = new LinkedHashMap<>();
        weights.forEach((name, values) -> buffers.put(name, FloatBuffer.wrap(values)));
        return buffers;
    }

    /** Returns copies of the weights as plain arrays. */
    static Map<String, float[]> arrays(Map<String, FloatBuffer> weights) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        weights.forEach((name, values) -> {
            float[] copy = new float[values.capacity()];
            values.duplicate().rewind().get(copy);
            arrays.put(name, copy);
        });
        return arrays;
    }

    public static List<Double> doubles(float[] values) {
        List<Double> doubles = new ArrayList<>();
        for (float value : values) {
            doubles.add((double) value);
        }
        return doubles;
    }
}
