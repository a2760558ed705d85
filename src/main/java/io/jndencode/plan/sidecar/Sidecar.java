package io.jndencode.plan.sidecar;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jndencode.media.ColorTags;
import io.jndencode.media.HdrMetadata;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.plan.EncodePlan;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.Preset;
import io.jndencode.plan.Target;
import io.jndencode.plan.crf.RateMapping;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The record of a job, as in {@code docs/sidecar.md}: what was read, what was decided, what resulted. Sufficient to
 * encode again.
 *
 * @param schema {@value #SCHEMA}
 * @param tool the program that wrote it
 * @param source the video read
 * @param range the part of it the shots cover; null for all of it
 * @param model the model used
 * @param target how visible coding artefacts may become: {@code JND1}, {@code 1.5}
 * @param preset name of the preset
 * @param planning the limits and safety used to choose the QPs
 * @param encoder the encoder settings that all shots share
 * @param shots every shot, in order, without a gap
 * @param forecast the size the encode was expected to have; null if nothing was known of it
 * @param totals sums of the whole job; null until it is encoded
 */
public record Sidecar(
        String schema,
        Tool tool,
        Source source,
        @Nullable Range range,
        @Nullable Model model,
        Target target,
        String preset,
        @Nullable Planning planning,
        SidecarEncoder encoder,
        List<SidecarShot> shots,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SidecarForecast forecast,
        @Nullable SidecarTotals totals) {
    /** Name and major version. Within it, fields may be added but never change their meaning. */
    public static final String SCHEMA = "jnd-encode/sidecar/1";

    /** The program and the libraries whose versions change results. */
    public record Tool(
            String name,
            String version,
            @Nullable String ffmpeg,
            @Nullable String x264) {}

    /**
     * The video read; {@code startPts} is the pts of its first frame, in {@code timeBase}. Where filters make two frames of one, frames,
     * frame rate and time base are those behind the filters; the size is the coded one.
     */
    public record Source(
            String file,
            long bytes,
            @Nullable String sha256,
            String container,
            String codec,
            int width,
            int height,
            @Nullable String frameRate,
            boolean variableFrameRate,
            long frames,
            double duration,
            String timeBase,
            @Nullable Long startPts,
            String pixelFormat,
            @Nullable ColorTags color,
            @Nullable HdrMetadata hdr,
            int rotation,
            String sar,
            @Nullable Long videoBytes,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SidecarFilters filters) {
        public Source {
            Objects.requireNonNull(file, "file is missing");
            Objects.requireNonNull(timeBase, "timeBase is missing");
        }

        /**
         * Creates the source from what was probed and read.
         *
         * @param sha256 SHA-256 of the whole file; null if it was not hashed
         * @param frames number of decoded frames in the whole file, 0 if only a part was read
         * @param videoBytes size of the coded frames that the shots cover; null if they were not counted
         */
        public static Source of(
                MediaInfo info,
                @Nullable String sha256,
                long frames,
                @Nullable Long startPts,
                @Nullable Long videoBytes) {
            VideoStream video = info.coded();
            return new Source(
                    info.file().toString(),
                    info.bytes(),
                    sha256,
                    info.container(),
                    video.codec(),
                    video.geometry().width(),
                    video.geometry().height(),
                    info.video().timing().frameRate().toString(),
                    video.timing().variableFrameRate(),
                    frames,
                    Decimals.round(info.duration(), 6),
                    info.video().timing().timeBase().toString(),
                    startPts,
                    video.format().pixelFormat(),
                    video.format().color(),
                    video.format().hdr(),
                    video.geometry().rotation(),
                    sar(video),
                    videoBytes,
                    SidecarFilters.of(info));
        }

        /** Returns the sample aspect ratio as sidecars spell it. */
        static String sar(VideoStream video) {
            return video.geometry().sar().num() + ":" + video.geometry().sar().den();
        }

        /** Returns the time base as a number. */
        public Rational timeBaseRational() {
            return Rationals.parse(timeBase);
        }

        /** Returns the frame rate as a number, {@link Rational#UNKNOWN} if a hand-written sidecar omits it. */
        public Rational frameRateRational() {
            return frameRate == null ? Rational.UNKNOWN : Rationals.parse(frameRate);
        }
    }

    /**
     * The requested part of the source.
     *
     * @param start seconds after the source's first frame
     * @param duration seconds, null for up to the end of the source
     * @param startFrame the first frame in it, counted from the start of the file; {@code endFrame} is one past the last
     */
    public record Range(double start, @Nullable Double duration, long startFrame, long endFrame) {}

    /** The model used: its name, the file's hash, the origin of its labels, its input size. */
    public record Model(
            String name, @Nullable String sha256, @Nullable String labels, String input) {}

    /** What determined the QPs besides the target and the levels. */
    public record Planning(int minQp, int maxQp, double safety) {}

    public Sidecar {
        Objects.requireNonNull(schema, "schema is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(encoder, "encoder is null");
        shots = List.copyOf(shots);
    }

    /** Creates the sidecar of a plan for a whole video, not yet encoded. */
    public static Sidecar of(Tool tool, Source source, @Nullable Model model, Preset preset, List<PlannedShot> shots) {
        return of(tool, source, null, model, preset, shots);
    }

    /** Creates the sidecar of a plan not yet encoded; {@code range} is null for a whole video. */
    public static Sidecar of(
            Tool tool,
            Source source,
            @Nullable Range range,
            @Nullable Model model,
            Preset preset,
            List<PlannedShot> shots) {
        Rational timeBase = source.timeBaseRational();
        long origin = source.startPts() == null ? 0 : source.startPts();
        return new Sidecar(
                SCHEMA,
                tool,
                source,
                range,
                model,
                preset.target(),
                preset.name(),
                new Planning(preset.minQp(), preset.maxQp(), preset.safety()),
                SidecarEncoder.of(preset.encoding()),
                shots.stream()
                        .map(shot -> SidecarShot.of(shot, timeBase, origin))
                        .toList(),
                null,
                null);
    }

    /** Returns this sidecar with the size the encode is expected to have. */
    public Sidecar with(@Nullable SidecarForecast expected) {
        return new Sidecar(
                schema, tool, source, range, model, target, preset, planning, encoder, shots, expected, totals);
    }

    /** Returns this sidecar with the results of the encode, one per shot in order. */
    public Sidecar encoded(List<SidecarShot.Result> results, SidecarTotals totals) {
        if (results.size() != shots.size()) {
            throw new IllegalArgumentException(results.size() + " results for " + shots.size() + " shots");
        }
        return with(i -> shots.get(i).with(results.get(i)), totals);
    }

    /** Returns this sidecar with other QPs, one per shot in order; CRFs move with them. */
    public Sidecar withQps(List<Integer> qps) {
        RateMapping mapping = RateMapping.of(VideoEncoder.named(encoder.codec()).id());
        return with(
                i -> shots.get(i)
                        .decided(shots.get(i)
                                .planned()
                                .withQp(qps.get(i), mapping)
                                .settings()),
                totals);
    }

    /** Returns this sidecar with what its shots look like, one per shot in order. */
    public Sidecar like(List<SidecarLikeness> looks) {
        return with(i -> shots.get(i).like(looks.get(i)), totals);
    }

    /** Returns this sidecar with the rates the shots were encoded at, one per shot in order. */
    public Sidecar decided(List<PlannedShot> as) {
        return with(i -> shots.get(i).decided(as.get(i).settings()), totals);
    }

    /** Returns this sidecar with the forecast of the rates and shots it has, which a person may have changed. */
    Sidecar renewed() {
        return with(i -> shots.get(i).renewed(), totals);
    }

    private Sidecar with(IntFunction<SidecarShot> shot, @Nullable SidecarTotals sums) {
        List<SidecarShot> entries =
                IntStream.range(0, shots.size()).mapToObj(shot).toList();
        SidecarForecast expected = SidecarForecast.of(this, entries);
        return new Sidecar(
                schema, tool, source, range, model, target, preset, planning, encoder, entries, expected, sums);
    }

    /** Returns the plan that {@code apply} encodes. */
    public EncodePlan plan() {
        return new EncodePlan(
                encoder.choice(), shots.stream().map(SidecarShot::planned).toList());
    }
}
