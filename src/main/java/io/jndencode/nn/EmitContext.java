package io.jndencode.nn;

import io.jndencode.nn.onnx.Emitter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An export in progress: the nodes written so far, its form, and the running statistics it updates.
 *
 * @param emit writes nodes
 * @param training true for the training form (BatchNorm over the batch), false for inference
 * @param statistics tensor of the new value by name of the statistic
 */
record EmitContext(Emitter emit, boolean training, Map<String, String> statistics) {
    EmitContext(Emitter emit, boolean training) {
        this(emit, training, new LinkedHashMap<>());
    }
}
