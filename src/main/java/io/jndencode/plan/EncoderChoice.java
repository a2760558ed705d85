package io.jndencode.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jndencode.JndException;
import io.jndencode.media.x264.FileOptions;
import io.jndencode.text.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What libx264 is told for every shot alike; the QP comes with the shot.
 *
 * @param rateControl how a shot's quality is set
 * @param x264Preset x264's own preset, ultrafast to placebo
 * @param x264Params more x264 options, {@code key=value:key=value}; may be empty
 * @param pixelFormat an FFmpeg pixel format, or {@code source} for the nearest one libx264 has
 */
public record EncoderChoice(
        RateControl rateControl,
        @JsonProperty("preset") String x264Preset,
        @JsonProperty("params") String x264Params,
        String pixelFormat) {
    /** Keeps the source's chroma sampling and bit depth as far as libx264 can. */
    public static final String SOURCE_FORMAT = "source";

    /** x264's presets, fastest first. */
    public static final List<String> X264_PRESETS = List.of(
            "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo");

    /** Options that would take the shot's QP, its frames or the joining of shots out of the plan's hands. */
    private static final List<String> RESERVED = List.of(
            "qp",
            "crf",
            "bitrate",
            "pass",
            "stats",
            "zones",
            "qpfile",
            "stitchable",
            "qpmin",
            "qpmax",
            "qpstep",
            "crf-max",
            "vbv-maxrate",
            "vbv-bufsize",
            "ipratio",
            "pbratio",
            "open-gop",
            "intra-refresh",
            "aq-mode",
            "mbtree",
            "fps",
            "timebase",
            "force-cfr",
            "annexb",
            "sps-id");

    /** Beside these, what decides what a CRF means: the mapping from QPs is fitted to x264's own choices. */
    private static final List<String> RESERVED_WITH_CRF = List.of("aq-strength", "qcomp", "rc-lookahead");

    public EncoderChoice {
        Objects.requireNonNull(rateControl, "rateControl is null");
        Objects.requireNonNull(pixelFormat, "pixelFormat is null");
        check(rateControl, x264Preset, x264Params);
    }

    /** The options one by one, {@code key=value} or a bare {@code key}. */
    public static List<String> options(String params) {
        return params.isBlank() ? List.of() : Arrays.asList(params.split(":", -1));
    }

    static void check(RateControl rateControl, String x264Preset, String x264Params) {
        if (!X264_PRESETS.contains(x264Preset)) {
            throw new JndException.Usage(
                    "x264 preset \"" + x264Preset + "\" is not known: " + Spelling.hint(x264Preset, X264_PRESETS));
        }
        for (String option : options(x264Params)) {
            checkOption(rateControl, option);
        }
    }

    private static void checkOption(RateControl rateControl, String option) {
        int equals = option.indexOf('=');
        String key = (equals < 0 ? option : option.substring(0, equals)).strip().replace('_', '-');
        if (key.isEmpty()) {
            throw new JndException.Usage(
                    "the x264 options hold an empty one: write them as key=value:key=value without blanks");
        }
        FileOptions.X264.check(key, equals < 0 ? "1" : option.substring(equals + 1));
        String name = key.replaceFirst("^no-", "");
        if (rateControl instanceof RateControl.Crf && RESERVED_WITH_CRF.contains(name)) {
            throw new JndException.Usage("the x264 option " + key
                    + " changes what a CRF means and cannot be given with rate control crf: leave it out, or use cqp");
        }
        if (RESERVED.contains(key) || RESERVED.contains(name)) {
            throw new JndException.Usage("the x264 option " + key
                    + " is decided by the plan and cannot be given: choose --target, --min-qp and --max-qp instead");
        }
    }
}
