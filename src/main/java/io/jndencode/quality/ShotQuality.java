package io.jndencode.quality;

import io.jndencode.media.compare.FrameMetrics;
import io.jndencode.shot.FrameRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How like its original a coded shot is.
 *
 * @param frames which frames of the source
 * @param perFrame one for each of them, in order
 * @param coded what was coded into how much, without which {@code MetricJndModel} has no judgement; null where that was not measured
 */
public record ShotQuality(
        FrameRange frames,
        List<FrameQuality> perFrame,
        @Nullable Coded coded) {
    /**
     * What was coded.
     *
     * @param bytes of the coded frames
     * @param content of the frames before coding, at no more than 1280x720
     */
    public record Coded(long bytes, ShotContent content) {}

    public ShotQuality {
        perFrame = List.copyOf(perFrame);
        if (perFrame.size() != frames.length()) {
            throw new IllegalArgumentException(
                    "%d frames measured of the %d of %s".formatted(perFrame.size(), frames.length(), frames));
        }
    }

    /** Of frames of which only the metrics are known. */
    public ShotQuality(FrameRange frames, List<FrameQuality> perFrame) {
        this(frames, perFrame, null);
    }

    /** All frames but the first, an I frame; what was coded stays that of all. */
    public ShotQuality withoutFirst() {
        return new ShotQuality(
                new FrameRange(frames.start() + 1, frames.end()), perFrame.subList(1, perFrame.size()), coded);
    }

    /**
     * Runs of a shot's frames as one run, beginning where the first begins, of the shot's content.
     *
     * @param runs each with what was coded
     */
    public static ShotQuality sampled(List<ShotQuality> runs, ShotContent content) {
        List<FrameQuality> all =
                runs.stream().flatMap(run -> run.perFrame.stream()).toList();
        long bytes = runs.stream()
                .mapToLong(run -> Objects.requireNonNull(run.coded, "what was coded is not known")
                        .bytes())
                .sum();
        long start = runs.get(0).frames.start();
        return new ShotQuality(new FrameRange(start, start + all.size()), all, new Coded(bytes, content));
    }

    /** Several shots as one, in order and without a gap between them. */
    public static ShotQuality joined(List<ShotQuality> shots) {
        List<FrameQuality> all = new ArrayList<>();
        shots.forEach(shot -> all.addAll(shot.perFrame));
        long start = shots.get(0).frames.start();
        return new ShotQuality(
                new FrameRange(start, shots.get(shots.size() - 1).frames.end()), all);
    }

    /** XPSNR in dB, pooled as FFmpeg's filter does: from the mean of the frames' square-rooted weighted errors. */
    public double xpsnr() {
        return decibels(FrameQuality::xpsnr, 20);
    }

    /** Mean of the frames' SSIM. */
    public double ssim() {
        return perFrame.stream().mapToDouble(FrameQuality::ssim).average().orElseThrow();
    }

    /** PSNR in dB of the frames' mean squared error. */
    public double psnr() {
        return decibels(FrameQuality::psnr, 10);
    }

    /** The frame with the lowest XPSNR, the first of several. */
    public FrameQuality worst() {
        return perFrame.stream()
                .min(Comparator.comparingDouble(FrameQuality::xpsnr))
                .orElseThrow();
    }

    /** Mean error in units of the largest possible, back in dB. A frame without any error counts as one. */
    private double decibels(ToDoubleFunction<FrameQuality> value, double factor) {
        double mean = perFrame.stream()
                .mapToDouble(value)
                .map(db -> db >= FrameMetrics.LOSSLESS ? 0 : Math.pow(10, -db / factor))
                .average()
                .orElseThrow();
        return mean == 0 ? FrameMetrics.LOSSLESS : Math.min(FrameMetrics.LOSSLESS, -factor * Math.log10(mean));
    }
}
