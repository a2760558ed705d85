/**
 * In: a graph. Out: its runs in ONNX Runtime, fed from and read into plain arrays.
 */
@NullMarked
package io.jndencode.train.onnx;

import org.jspecify.annotations.NullMarked;
