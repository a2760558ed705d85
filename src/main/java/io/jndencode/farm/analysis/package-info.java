/**
 * The analysis of a video on many machines. In: a video that can be cut at key frames, and a runner of commands. Out:
 * the same shots and predictions that one machine finds.
 */
@NullMarked
package io.jndencode.farm.analysis;

import org.jspecify.annotations.NullMarked;
