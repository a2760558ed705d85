/**
 * In: what a user wants of the picture (crop, scale, deinterlace, denoise, own filters). Out: one chain of filters in numbers, after a look
 * at the video where that is asked for.
 */
@NullMarked
package io.jndencode.media.filter.choice;

import org.jspecify.annotations.NullMarked;
