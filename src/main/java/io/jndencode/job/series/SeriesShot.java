package io.jndencode.job.series;

import io.jndencode.jnd.JndPrediction;
import io.jndencode.shot.alike.ShotLook;
import org.jspecify.annotations.Nullable;

/**
 * A shot of a video of a series.
 *
 * @param index its position in the video, from 0
 * @param look what it looks like; null if that is not known
 * @param jnd its own levels
 * @param samples number of frames that they were predicted from
 * @param settled whether it is encoded already, so that its levels stay
 */
public record SeriesShot(int index, @Nullable ShotLook look, JndPrediction jnd, int samples, boolean settled) {}
