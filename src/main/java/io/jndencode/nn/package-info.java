/**
 * In: layers combined on a graph builder. Out: plain ONNX graphs for inference and for training (forward, gradients,
 * Adam).
 *
 * <p>{@link GraphBuilder} (with {@link Layers} for named weights) records a network once; {@link TrainingGraph} and
 * {@link InferenceGraph} write it as ONNX, the first with gradients and {@link Adam}, the second with the weights
 * inside. Knows nothing of video and needs no runtime: any program with an ONNX Runtime can step the training graph by
 * its {@link TrainingSpec}.
 */
@NullMarked
package io.jndencode.nn;

import org.jspecify.annotations.NullMarked;
