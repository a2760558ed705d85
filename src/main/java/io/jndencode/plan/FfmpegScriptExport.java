package io.jndencode.plan;

import io.jndencode.media.Rational;
import java.util.Locale;

/**
 * The plan as a shell script of one {@code ffmpeg} command a shot, and two that join them with everything else of the source.
 *
 * <p>Needs an ffmpeg program with libx264, version 5.1 or newer, and a video of constant frame rate: the joining goes by durations.
 * For anything else there is {@code jnd-encode apply}.
 */
public final class FfmpegScriptExport {
    /** Seeking lands on the first frame at or after a time: this much before the frame's own guards against rounding. */
    private static final double BEFORE = 0.001;

    private FfmpegScriptExport() {}

    /** The whole script, for a POSIX shell. */
    public static String text(Sidecar sidecar) {
        Sidecar.Source source = sidecar.source();
        StringBuilder script = new StringBuilder("""
                #!/bin/sh
                # Written by jnd-encode: every shot at its own constant QP, then joined. Usage: sh SCRIPT [INPUT [OUTPUT]]
                set -eu
                input=${1:-%s}
                output=${2:-jnd.mkv}
                parts=$(mktemp -d)
                trap 'rm -rf "$parts"' EXIT
                shot() { # NUMBER FRAMES QP SECONDS, and options that seek
                    number=$1 frames=$2 qp=$3 seconds=$4
                    shift 4
                    ffmpeg -nostdin -v error -y "$@" -i "$input" -map 0:v:0 -frames:v "$frames" -fps_mode passthrough \\
                        -c:v libx264 -preset %s -qp "$qp" -x264-params %s%s -threads 1 "$parts/$number.mkv"
                    printf "file '%%s.mkv'\\nduration %%s\\n" "$number" "$seconds" >>"$parts/list"
                }
                """.formatted(
                        quoted(source.file()), sidecar.encoder().preset(), params(sidecar), pixelFormat(sidecar)));
        for (SidecarShot shot : sidecar.shots()) {
            script.append(command(shot, source));
        }
        return script.append("""
                        ffmpeg -nostdin -v error -y -f concat -safe 0 -i "$parts/list" -i "$input" -map 0:v:0 -map 1 -map -1:v:0 \\
                            -map_metadata 1 -map_chapters 1 -c copy "$output"
                        printf '%s\\n' "$output"
                        """).toString();
    }

    private static String command(SidecarShot shot, Sidecar.Source source) {
        Rational rate = source.frameRateRational();
        double start = shot.start() == null ? shot.startFrame() / rate.toDouble() : shot.start();
        double end = shot.end() == null ? shot.endFrame() / rate.toDouble() : shot.end();
        String seek =
                shot.startFrame() == 0 ? "" : String.format(Locale.ROOT, " -ss %.6f", Math.max(0, start - BEFORE));
        return String.format(
                Locale.ROOT,
                "shot %06d %d %d %.6f%s\n",
                shot.index(),
                shot.endFrame() - shot.startFrame(),
                shot.qp(),
                end - start,
                seek);
    }

    private static String params(Sidecar sidecar) {
        String own = sidecar.encoder().params();
        return quoted(own.isEmpty() ? "stitchable=1" : "stitchable=1:" + own);
    }

    private static String pixelFormat(Sidecar sidecar) {
        String format = sidecar.encoder().pixelFormat();
        return format.equals(EncoderChoice.SOURCE_FORMAT) ? "" : " -pix_fmt " + quoted(format);
    }

    /** One word of the shell, whatever is in it. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
