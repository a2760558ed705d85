/**
 * In: names, shapes, numbers. Out: the messages of an ONNX file.
 */
@NullMarked
package io.jndencode.nn.onnx;

import org.jspecify.annotations.NullMarked;
