package io.jndencode.plan.export;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.encoder.EncodeFormat;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.Rate;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.RateControl;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.plan.sidecar.SourceVideo;
import io.jndencode.text.ShellWord;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Exports the plan as a shell script: one {@code ffmpeg} command per shot, and two that join the shots with
 * everything else in the source.
 *
 * <p>Needs the programs ffmpeg (5.1 or newer, with the encoder; for quarter steps of SVT-AV1's CRF, SVT-AV1 4) and
 * ffprobe, and a video of constant frame rate: joining relies on durations. For anything else use {@code jnd-encode
 * apply}. Seconds of a sidecar count from the video's first frame, ffmpeg's from the file's earliest stream: the script
 * queries the difference, seeks that much later and starts the joined video that much later.
 */
public final class FfmpegScriptExport {
    /**
     * Seconds subtracted from a frame's time before seeking, which lands on the first frame at or after a time: guards
     * against rounding.
     */
    private static final double BEFORE = 0.001;

    /** Placeholder for the shot's rate in the options. */
    private static final String RATE = "{rate}";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

    private FfmpegScriptExport() {}

    /**
     * Returns the whole script, for a POSIX shell. Throws {@link JndException.Usage} if ffmpeg's joining would shift
     * frames.
     */
    public static String text(Sidecar sidecar) {
        check(sidecar);
        SourceVideo source = sidecar.source();
        boolean crf = sidecar.encoder().rateControl() instanceof RateControl.Crf;
        StringBuilder script = new StringBuilder(String.format(
                Locale.ROOT,
                """
                #!/bin/sh
                # Written by jnd-encode: every shot at its own %s, then joined. Usage: sh SCRIPT [INPUT [OUTPUT]]
                set -eu
                input=file:${1:-%s}
                output=file:${2:-jnd.mkv}
                parts=$(mktemp -d)
                trap 'rm -rf "$parts"' EXIT
                late=$(ffprobe -v error -show_entries format=start_time -of csv=p=0 "$input" |
                    awk '{ late = %.6f - $1; printf "%%.6f", (late > 0 ? late : 0) }')
                shot() { # NUMBER FRAMES %s SECONDS START
                    number=$1 frames=$2 rate=$3 seconds=$4 start=$5
                    set --
                    [ "$start" = 0 ] || set -- -ss "$(echo "$start $late" | awk '{ printf "%%.6f", $1 + $2 }')"
                    ffmpeg -nostdin -v error -y "$@" -i "$input" -map 0:v:0 -frames:v "$frames" -fps_mode passthrough \\
                        -c:v %s %s%s -threads 1 "$parts/$number.mkv"
                    printf "file '%%s.mkv'\\nduration %%s\\n" "$number" "$seconds" >>"$parts/list"
                }
                """,
                crf ? "CRF" : "constant QP",
                ShellWord.quoted(source.file()),
                videoStart(source),
                crf ? "CRF" : "QP",
                sidecar.encoder().codec(),
                options(sidecar),
                pixelFormat(sidecar)));
        for (SidecarShot shot : sidecar.shots()) {
            script.append(command(shot, source));
        }
        return script.append("""
            ffmpeg -nostdin -v error -y -itsoffset "$late" -f concat -safe 0 -i "$parts/list" -i "$input" -map 0:v:0 -map 1 -map -1:v:0 \\
                -map_metadata 1 -map_chapters 1 -c copy "$output"
            printf '%s\\n' "${output#file:}"
            """).toString();
    }

    private static String command(SidecarShot shot, SourceVideo source) {
        Rational rate = source.timing().rate();
        double start = shot.extent().start() == null
                ? shot.extent().startFrame() / rate.toDouble()
                : shot.extent().start();
        double end = shot.extent().end() == null
                ? shot.extent().endFrame() / rate.toDouble()
                : shot.extent().end();
        String seek =
                shot.extent().startFrame() == 0 ? "0" : String.format(Locale.ROOT, "%.6f", Math.max(0, start - BEFORE));
        return String.format(
                Locale.ROOT,
                "shot %06d %d %s %.6f %s\n",
                shot.index(),
                shot.extent().endFrame() - shot.extent().startFrame(),
                shot.settings().crf() == null ? shot.qp() : shot.settings().crf(),
                end - start,
                seek);
    }

    private static void check(Sidecar sidecar) {
        if (sidecar.shots().stream().anyMatch(shot -> shot.settings().keyDistance() != null)) {
            throw new JndException.Usage("the plan fixes key frames inside shots, at distances of their own, and an"
                    + " ffmpeg script has the same options for all: use jnd-encode apply, or plan without --keyint"
                    + " and --min-keyint");
        }
        if (sidecar.encoder().cap() != null) {
            throw new JndException.Usage(
                    "the plan has a largest rate, which an ffmpeg script of single shots cannot hold:"
                            + " use jnd-encode apply, or plan without --maxrate");
        }
        if (sidecar.source().filters() != null) {
            throw new JndException.Usage("the plan is of filtered pictures, and an ffmpeg script would encode "
                    + sidecar.source().file() + " as it is: use jnd-encode apply");
        }
        if (sidecar.source().timing().variableFrameRate()) {
            throw new JndException.Usage(sidecar.source().file()
                    + " has a variable frame rate, which an ffmpeg script would" + " not keep: use jnd-encode apply");
        }
        if (sidecar.range() != null) {
            throw new JndException.Usage(
                    "the plan is of a part of " + sidecar.source().file()
                            + ", but an ffmpeg script copies the sound of the whole video: use jnd-encode apply");
        }
    }

    /** Returns the time of the video's first frame on the file's clock, in seconds. */
    private static double videoStart(SourceVideo source) {
        return source.timing().startPts() == null
                ? 0
                : source.timing().base().seconds(source.timing().startPts());
    }

    /** Returns the options of the encoder, with a shell variable for the shot's rate. */
    private static String options(Sidecar sidecar) {
        EncoderChoice choice = sidecar.encoder().choice();
        boolean crf = choice.rateControl() instanceof RateControl.Crf;
        EncoderSettings settings = choice.settings(crf ? new Rate.Crf(1) : new Rate.ConstantQp(1));
        return choice.encoder().ffmpegWords(settings, Av1anExport.picture(sidecar.source()), RATE).stream()
                .map(FfmpegScriptExport::word)
                .collect(Collectors.joining(" "));
    }

    private static String word(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        return Arrays.stream(text.split(Pattern.quote(RATE), -1))
                .map(part -> part.isEmpty() ? "" : ShellWord.quoted(part))
                .collect(Collectors.joining("\"$rate\""));
    }

    private static String pixelFormat(Sidecar sidecar) {
        String format = sidecar.encoder().pixelFormat();
        return format.equals(EncodeFormat.SOURCE)
                ? ""
                : " -pix_fmt "
                        + ShellWord.quoted(EncodeFormat.choose(
                                sidecar.encoder().choice().encoder(),
                                sidecar.source().format().pixelFormat(),
                                format));
    }
}
