package io.jndencode.train.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.jndencode.JndException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Float tensors in direct memory, which the runtime reads and writes in place. */
public final class Tensors {
    private Tensors() {}

    /** A tensor with its buffer: changes to the buffer change the tensor. */
    public record Direct(FloatBuffer values, OnnxTensor tensor) implements AutoCloseable {
        public static Direct zeros(OrtEnvironment environment, long... shape) throws OrtException {
            FloatBuffer values = ByteBuffer.allocateDirect(bytes(shape))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            return new Direct(values, OnnxTensor.createTensor(environment, values, shape));
        }

        public void set(float[] from) {
            values.clear().put(from).clear();
        }

        void set(float value) {
            values.put(0, value);
        }

        @Override
        public void close() {
            tensor.close();
        }
    }

    private static int bytes(long... shape) {
        long count = Float.BYTES;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return Math.toIntExact(count);
    }

    /**
     * Returns options for a session that shares the machine with others: waiting threads do not spin, which would take
     * the cores from them.
     */
    static OrtSession.SessionOptions options(int threads) throws OrtException {
        return options(threads, "0");
    }

    /**
     * Returns options for a session that has the machine to itself and gives its threads work every few microseconds.
     */
    public static OrtSession.SessionOptions busyOptions(int threads) throws OrtException {
        return options(threads, "1");
    }

    private static OrtSession.SessionOptions options(int threads, String spinning) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setIntraOpNumThreads(threads);
        options.addConfigEntry("session.intra_op.allow_spinning", spinning);
        return options;
    }

    /** Returns a copy of all floats of a result. */
    public static float[] floats(ai.onnxruntime.OnnxValue value) throws OrtException {
        if (!(value instanceof OnnxTensor tensor) || tensor.getInfo().type != OnnxJavaType.FLOAT) {
            throw new JndException.Model("The network gives something else than float32 numbers: " + value.getInfo());
        }
        FloatBuffer values = tensor.getFloatBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return copy;
    }
}
