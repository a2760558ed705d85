/**
 * In: layers put together on a graph builder. Out: plain ONNX graphs for inference and for training (forward, gradients, Adam).
 *
 * <p>Knows nothing of video.
 */
@NullMarked
package io.jndencode.nn;

import org.jspecify.annotations.NullMarked;
