package io.jndencode.train.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.jndencode.JndException;
import io.jndencode.jnd.inference.OnnxRuntime;
import io.jndencode.jnd.inference.RunLimit;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A forward graph in ONNX Runtime: single-precision inputs in, single-precision outputs out. Owns its session. */
public final class ModelRunner implements AutoCloseable {
    private final OrtEnvironment environment = OnnxRuntime.environment();
    private final OrtSession session;

    public ModelRunner(ModelProto model, int threads) {
        try (OrtSession.SessionOptions options = Tensors.options(threads)) {
            session = environment.createSession(model.toByteArray(), options);
        } catch (OrtException e) {
            throw new JndException.Model("The network's graph cannot be opened: " + e.getMessage(), e);
        }
    }

    /** A tensor to feed: direct buffers are used in place, others copied. */
    @SuppressWarnings("ArrayRecordComponent")
    public // handed on; equals is not used
    record Feed(FloatBuffer values, long... shape) {}

    /** Runs the graph; returns copies of the outputs by name. */
    public Map<String, float[]> run(Map<String, Feed> feeds) {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Feed> feed : feeds.entrySet()) {
                FloatBuffer values = feed.getValue().values().duplicate().rewind();
                tensors.put(
                        feed.getKey(),
                        OnnxTensor.createTensor(
                                environment, values, feed.getValue().shape()));
            }
            try (OrtSession.Result result =
                    RunLimit.USUAL.hold("The network", options -> session.run(tensors, options))) {
                Map<String, float[]> outputs = new LinkedHashMap<>();
                for (String name : List.copyOf(session.getOutputNames())) {
                    outputs.put(name, Tensors.floats(result.get(name).orElseThrow()));
                }
                return outputs;
            }
        } catch (OrtException e) {
            throw new JndException.Model("The network did not run: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new JndException.Model("The network's session did not close: " + e.getMessage(), e);
        }
    }
}
