/**
 * In: videos and pictures. Out: clips, measured encodes of them, and the levels the metric model finds.
 */
@NullMarked
package io.jndencode.label.metric;

import org.jspecify.annotations.NullMarked;
