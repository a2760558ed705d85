/**
 * In: a dataset and a training graph. Out: a trained model, its card, checkpoints and logs.
 *
 * <p>Training runs on the stock ONNX Runtime.
 */
@NullMarked
package io.jndencode.train;

import org.jspecify.annotations.NullMarked;
