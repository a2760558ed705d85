package io.jndencode.label.human;

import io.jndencode.media.BgrImage;
import io.jndencode.media.CodingCost;

/**
 * What came before a frame of a dataset.
 *
 * @param picture of the frame about a thirtieth of a second before it
 * @param probe how well the frame codes after that one
 */
record FrameBefore(BgrImage picture, CodingCost probe) {}
