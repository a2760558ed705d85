/** In: a dataset. Out: batches of frames, or of frozen backbones' features for them, stored on disk. */
@NullMarked
package io.jndencode.train.data;

import org.jspecify.annotations.NullMarked;
