package io.jndencode.jnd.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.jndencode.JndException;
import io.jndencode.jnd.ModelCard;
import io.jndencode.media.CodingCost;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Checks a loaded graph against its metadata, so that a wrong file fails at once and not on the first shot. */
final class ModelSignature {
    private ModelSignature() {}

    static void check(OrtSession session, ModelCard card, Path file) throws OrtException {
        long[] wanted = card.input().shape(-1);
        long[] input = shape(session.getInputInfo().get("frame"), "input", "frame", file);
        if (!matches(input, wanted)) {
            throw new JndException.Model("the model " + file + " takes frames of shape " + Arrays.toString(input)
                    + ", but its metadata says " + Arrays.toString(wanted));
        }
        NodeInfo previous = session.getInputInfo().get("previous");
        if (previous != null && !matches(shape(previous, "input", "previous", file), wanted)) {
            throw new JndException.Model(
                    "the model " + file + " takes previous frames of another shape than its frames");
        }
        NodeInfo probe = session.getInputInfo().get(JndModel.PROBE);
        if (probe != null
                && !matches(shape(probe, "input", JndModel.PROBE, file), new long[] {-1, CodingCost.NUMBERS})) {
            throw new JndException.Model("the model " + file + " wants trial encodes of another kind than the "
                    + CodingCost.NUMBERS + " numbers a frame that there are");
        }
        long[] output = shape(session.getOutputInfo().get("jnd"), "output", "jnd", file);
        int levels = card.levels().size();
        if (output.length != 2 || (output[1] > 0 && output[1] != levels)) {
            throw new JndException.Model("the model " + file + " answers with shape " + Arrays.toString(output)
                    + ", but its metadata names " + levels + " levels");
        }
    }

    private static long[] shape(@Nullable NodeInfo info, String kind, String name, Path file) {
        if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
            throw new JndException.Model("the model " + file + " has no " + kind + " named " + name);
        }
        if (tensor.type != OnnxJavaType.FLOAT) {
            throw new JndException.Model(
                    "the model " + file + " has an " + kind + " " + name + " of type " + tensor.type + ", not float32");
        }
        return tensor.getShape();
    }

    /** Returns whether a graph's shape, with -1 for a free axis, matches the wanted one; the batch axis must be free. */
    private static boolean matches(long[] shape, long[] wanted) {
        if (shape.length != wanted.length || shape[0] > 0) {
            return false;
        }
        for (int axis = 1; axis < shape.length; axis++) {
            if (shape[axis] > 0 && shape[axis] != wanted[axis]) {
                return false;
            }
        }
        return true;
    }
}
