package io.jndencode.quality;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The measurements of a video, shot by shot.
 *
 * @param reference name of the original
 * @param distorted name of the measured video
 * @param shots in order, at least one
 * @param vmaf VMAF of every frame, from 0; empty if VMAF was not measured
 */
public record QualityList(String reference, String distorted, List<ShotQuality> shots, List<Double> vmaf) {
    public QualityList {
        Objects.requireNonNull(reference, "reference is null");
        Objects.requireNonNull(distorted, "distorted is null");
        shots = List.copyOf(shots);
        vmaf = List.copyOf(vmaf);
        long frames = shots.get(shots.size() - 1).frames().end();
        if (!vmaf.isEmpty() && vmaf.size() != frames) {
            throw new IllegalArgumentException(vmaf.size() + " VMAF scores for " + frames + " frames");
        }
    }

    /** Returns the quality of the whole video. */
    public ShotQuality total() {
        return ShotQuality.joined(shots);
    }

    /** Returns the mean VMAF of a shot's frames, if it was measured. */
    public OptionalDouble vmaf(ShotQuality shot) {
        return vmaf.isEmpty()
                ? OptionalDouble.empty()
                : shot.perFrame().stream()
                        .mapToDouble(frame -> vmaf.get(Math.toIntExact(frame.index())))
                        .average();
    }
}
