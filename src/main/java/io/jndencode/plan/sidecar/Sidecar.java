package io.jndencode.plan.sidecar;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jndencode.media.Rational;
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
        SourceVideo source,
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
    public static Sidecar of(
            Tool tool, SourceVideo source, @Nullable Model model, Preset preset, List<PlannedShot> shots) {
        return of(tool, source, null, model, preset, shots);
    }

    /** Creates the sidecar of a plan not yet encoded; {@code range} is null for a whole video. */
    public static Sidecar of(
            Tool tool,
            SourceVideo source,
            @Nullable Range range,
            @Nullable Model model,
            Preset preset,
            List<PlannedShot> shots) {
        Rational timeBase = source.timing().base();
        long origin = source.timing().startPts() == null ? 0 : source.timing().startPts();
        return new Sidecar(
                SCHEMA,
                tool,
                source,
                range,
                model,
                preset.target(),
                preset.name(),
                new Planning(preset.limits().min(), preset.limits().max(), preset.safety()),
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
