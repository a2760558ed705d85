/**
 * In: layers put together on a graph builder. Out: plain ONNX graphs for inference and for training (forward, gradients, Adam).
 *
 * <p>{@link io.jndencode.nn.GraphBuilder} (with {@link io.jndencode.nn.Layers} for named weights) records a network once;
 * {@link io.jndencode.nn.TrainingGraph} and {@link io.jndencode.nn.InferenceGraph} write it as ONNX, the first with
 * gradients and {@link io.jndencode.nn.Adam}, the second with the weights inside. Knows nothing of video and needs no
 * runtime: whoever has an ONNX Runtime steps the training graph by its {@link io.jndencode.nn.TrainingSpec}.
 */
@NullMarked
package io.jndencode.nn;

import org.jspecify.annotations.NullMarked;
