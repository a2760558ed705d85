/**
 * In: a dataset. Out: batches of frames, or of the features frozen backbones make of them, kept on disk.
 */
@NullMarked
package io.jndencode.train.data;

import org.jspecify.annotations.NullMarked;
