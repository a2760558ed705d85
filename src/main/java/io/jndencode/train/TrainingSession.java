package io.jndencode.train;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.jndencode.JndException;
import io.jndencode.jnd.inference.OnnxRuntime;
import io.jndencode.nn.TrainingGraph;
import io.jndencode.nn.TrainingSpec;
import io.jndencode.train.onnx.Tensors;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A training graph in ONNX Runtime with its weights and optimizer state.
 *
 * <p>State lives in two sets of tensors in direct memory, used in turn: a step reads one set and writes the other as
 * pinned outputs, so nothing is copied. (Writing a tensor onto itself gives wrong results.) Owns all tensors until it
 * is closed; to be used by one thread.
 */
final class TrainingSession implements AutoCloseable, BatchSource.Inputs {
    private final OrtEnvironment environment = OnnxRuntime.environment();
    private final TrainingSpec spec;
    private final OrtSession session;
    private final Map<String, Tensors.Direct> inputs = new LinkedHashMap<>();
    private final List<Map<String, Tensors.Direct>> state = List.of(new LinkedHashMap<>(), new LinkedHashMap<>());
    private int current;

    /**
     * Opens a graph for batches of a fixed size.
     *
     * @param weights starting values by name; missing moments start at zero
     */
    TrainingSession(TrainingGraph graph, Map<String, float[]> weights, int batch, int threads) {
        this.spec = graph.spec();
        try (OrtSession.SessionOptions options = Tensors.busyOptions(threads)) {
            session = environment.createSession(graph.model().toByteArray(), options);
            for (TrainingSpec.Input input : spec.inputs()) {
                inputs.put(input.name(), direct(input.shape(), batch));
            }
            for (TrainingSpec.HyperParameter scalar : spec.hyperParameters()) {
                inputs.put(scalar.name(), Tensors.Direct.zeros(environment));
            }
            for (TrainingSpec.State carried : spec.state()) {
                for (Map<String, Tensors.Direct> set : state) {
                    set.put(carried.name(), direct(carried.shape(), batch));
                }
            }
            restore(weights);
        } catch (OrtException e) {
            throw new JndException.Model("The training graph cannot be opened: " + e.getMessage(), e);
        }
    }

    private Tensors.Direct direct(List<Long> shape, int batch) throws OrtException {
        return Tensors.Direct.zeros(
                environment,
                shape.stream().mapToLong(size -> size < 0 ? batch : size).toArray());
    }

    /** Sets weights and, if present, moments. */
    void restore(Map<String, float[]> values) {
        for (TrainingSpec.State carried : spec.state()) {
            float[] given = values.get(carried.name());
            boolean needed =
                    carried.kind() == TrainingSpec.Kind.PARAMETER || carried.kind() == TrainingSpec.Kind.STATISTIC;
            if (given != null) {
                Tensors.Direct tensor =
                        Objects.requireNonNull(state.get(current).get(carried.name()));
                if (given.length != tensor.values().capacity()) {
                    throw new JndException.Model("%s has %d values where the network has %d; it is of another network."
                            .formatted(
                                    carried.name(),
                                    given.length,
                                    tensor.values().capacity()));
                }
                tensor.set(given);
            } else if (needed) {
                throw new JndException.Model(
                        "The weights lack %s; they are of another network.".formatted(carried.name()));
            }
        }
    }

    /** Returns the buffer of an input or hyper-parameter. */
    @Override
    public FloatBuffer input(String name) {
        Tensors.Direct tensor = inputs.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the training graph has no input " + name);
        }
        return tensor.values();
    }

    /**
     * The step, or part of a step, for one run of the graph.
     *
     * @param number number of the optimizer's step, from 1
     * @param rate step size
     * @param decay weight decay
     * @param part part of the batch, from 0; the last one moves the weights
     * @param parts number of parts of the batch
     */
    record Step(long number, double rate, double decay, int part, int parts) {}

    /**
     * Runs one step, or part of one, on the current inputs.
     *
     * @return the loss before the step
     */
    double step(Step step) {
        input("step").put(0, (float) step.number());
        input("lr").put(0, (float) step.rate());
        if (inputs.containsKey("decay")) {
            input("decay").put(0, (float) step.decay());
        }
        if (inputs.containsKey("share")) {
            input("share").put(0, 1f / step.parts());
            input("apply").put(0, step.part() == step.parts() - 1 ? 1 : 0);
        }
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        Map<String, OnnxValue> pinned = new LinkedHashMap<>();
        inputs.forEach((name, tensor) -> given.put(name, tensor.tensor()));
        Map<String, Tensors.Direct> from = state.get(current);
        Map<String, Tensors.Direct> to = state.get(1 - current);
        for (TrainingSpec.State carried : spec.state()) {
            given.put(
                    carried.name(),
                    Objects.requireNonNull(from.get(carried.name())).tensor());
            pinned.put(
                    carried.renewed(),
                    Objects.requireNonNull(to.get(carried.name())).tensor());
        }
        String loss = spec.outputs().get(0).name();
        try (OrtSession.RunOptions options = new OrtSession.RunOptions();
                OrtSession.Result result = session.run(given, Set.of(loss), pinned, options)) {
            current = 1 - current;
            OnnxValue value = result.get(loss).orElseThrow();
            return Tensors.floats(value)[0];
        } catch (OrtException e) {
            throw new JndException.Model("The training step failed: " + e.getMessage(), e);
        }
    }

    /** Returns everything a checkpoint needs; valid until the next step. */
    Map<String, FloatBuffer> state() {
        Map<String, FloatBuffer> values = new LinkedHashMap<>();
        state.get(current).forEach((name, tensor) -> values.put(name, tensor.values()));
        return values;
    }

    /** Returns weights and statistics without the optimizer's moments; valid until the next step. */
    Map<String, FloatBuffer> weights() {
        Map<String, FloatBuffer> values = new LinkedHashMap<>();
        for (TrainingSpec.State carried : spec.state()) {
            if (carried.kind() == TrainingSpec.Kind.PARAMETER || carried.kind() == TrainingSpec.Kind.STATISTIC) {
                values.put(
                        carried.name(),
                        Objects.requireNonNull(state.get(current).get(carried.name()))
                                .values());
            }
        }
        return values;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new JndException.Model("The training session did not close: " + e.getMessage(), e);
        } finally {
            inputs.values().forEach(Tensors.Direct::close);
            state.forEach(set -> set.values().forEach(Tensors.Direct::close));
        }
    }
}
