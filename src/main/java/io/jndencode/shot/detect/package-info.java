/**
 * In: the differences between frames, in presentation order. Out: shots, bounded by cuts, dissolves and fades, with long shots split at key
 * frames or changes.
 */
@NullMarked
package io.jndencode.shot.detect;

import org.jspecify.annotations.NullMarked;
