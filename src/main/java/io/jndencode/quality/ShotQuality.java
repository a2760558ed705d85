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
 * Similarity of a coded shot to its original.
 *
 * @param frames range of the frames in the source
 * @param perFrame one for each of them, in order
 * @param coded coded size and content, which {@code MetricJndModel} needs; null if they were not measured
 */
public record ShotQuality(
        FrameRange frames,
        List<FrameQuality> perFrame,
        @Nullable Coded coded) {
    /**
     * The coded size and the content that was coded.
     *
     * @param bytes size of the coded frames
     * @param content content of the frames before coding, at no more than 1280x720
     */
    public record Coded(long bytes, ShotContent content) {}

    public ShotQuality {
        perFrame = List.copyOf(perFrame);
        if (perFrame.size() != frames.length()) {
            throw new IllegalArgumentException(
                    "%d frames measured of the %d of %s".formatted(perFrame.size(), frames.length(), frames));
        }
    }

    /** Creates a shot of which only the metrics are known. */
    public ShotQuality(FrameRange frames, List<FrameQuality> perFrame) {
        this(frames, perFrame, null);
    }

    /** Returns all frames but the first, an I frame; size and content still refer to all frames. */
    public ShotQuality withoutFirst() {
        return new ShotQuality(
                new FrameRange(frames.start() + 1, frames.end()), perFrame.subList(1, perFrame.size()), coded);
    }

    /**
     * Joins runs of a shot's frames into one run, which begins where the first begins and has the shot's content.
     *
     * @param runs each with its coded size and content
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

    /** Joins several consecutive shots into one; there must be no gap between them. */
    public static ShotQuality joined(List<ShotQuality> shots) {
        List<FrameQuality> all = new ArrayList<>();
        shots.forEach(shot -> all.addAll(shot.perFrame));
        long start = shots.get(0).frames.start();
        return new ShotQuality(
                new FrameRange(start, shots.get(shots.size() - 1).frames.end()), all);
    }

    /** Returns the XPSNR in dB, pooled as FFmpeg's filter does: from the mean of the frames' square-rooted weighted errors. */
    public double xpsnr() {
        return decibels(FrameQuality::xpsnr, 20);
    }

    /** Returns the mean of the frames' SSIM. */
    public double ssim() {
        return perFrame.stream().mapToDouble(FrameQuality::ssim).average().orElseThrow();
    }

    /** Returns the PSNR in dB of the frames' mean squared error. */
    public double psnr() {
        return decibels(FrameQuality::psnr, 10);
    }

    /** Returns the frame with the lowest XPSNR, the first of several. */
    public FrameQuality worst() {
        return perFrame.stream()
                .min(Comparator.comparingDouble(FrameQuality::xpsnr))
                .orElseThrow();
    }

    /** Averages errors in units of the largest possible and converts the mean back to dB. A frame without any error counts as one. */
    private double decibels(ToDoubleFunction<FrameQuality> value, double factor) {
        double mean = perFrame.stream()
                .mapToDouble(value)
                .map(db -> db >= FrameMetrics.LOSSLESS ? 0 : Math.pow(10, -db / factor))
                .average()
                .orElseThrow();
        return mean == 0 ? FrameMetrics.LOSSLESS : Math.min(FrameMetrics.LOSSLESS, -factor * Math.log10(mean));
    }
}
