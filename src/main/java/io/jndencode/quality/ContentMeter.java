package io.jndencode.quality;

import io.jndencode.media.LumaImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Measures the content of a shot frame by frame. For one shot on one thread. */
final class ContentMeter {
    private static final float[] BLUR = Plane.gaussian(5, 1);

    private final List<Double> steps = new ArrayList<>();
    private @Nullable Plane before;
    private double luma;
    private double texture;
    private int frames;

    /** Adds the next frame; all must have the same size. */
    void add(LumaImage image) {
        Plane plane = Plane.of(image);
        Plane blurred = plane.filtered(BLUR);
        luma += plane.mean();
        texture += plane.meanDifference(blurred);
        if (before != null) {
            steps.add(blurred.meanDifference(before));
        }
        before = blurred;
        frames++;
    }

    /** Returns the content of the frames added, at least one. */
    ShotContent content(double framesPerSecond) {
        Plane last = java.util.Objects.requireNonNull(before, "no frame was added");
        return new ShotContent(
                last.width(), last.height(), framesPerSecond, frames, luma / frames, texture / frames, motion());
    }

    /** Takes the smaller of the differences to both neighbours, because a cut or flash is not motion. */
    private double motion() {
        return IntStream.range(0, steps.size())
                .mapToDouble(n -> n + 1 < steps.size() ? Math.min(steps.get(n), steps.get(n + 1)) : steps.get(n))
                .average()
                .orElse(0);
    }
}
