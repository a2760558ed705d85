package io.jndencode.media.x264;

import io.jndencode.JndException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters x264 knows by name (its {@code x264_param_parse}, core 165), and those of them a user may set.
 *
 * <p>FFmpeg only logs an unknown x264 parameter and goes on without it; a typing error must not silently change an encode.
 */
public final class X264Keys {
    private static final List<String> PRESETS = List.of(
            "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo");

    /** Parameters that bear on the picture coding of a shot alone. */
    private static final Set<String> FREE = Set.of(
            "8x8dct",
            "analyse",
            "aq-mode",
            "aq-strength",
            "aud",
            "b-adapt",
            "b-bias",
            "b-pyramid",
            "bframes",
            "bluray-compat",
            "cabac",
            "cabac-idc",
            "chroma-me",
            "chroma-qp-offset",
            "chromaloc",
            "colormatrix",
            "colorprim",
            "constrained-intra",
            "cqm",
            "cqm4",
            "cqm4i",
            "cqm4ic",
            "cqm4iy",
            "cqm4p",
            "cqm4pc",
            "cqm4py",
            "cqm8",
            "cqm8i",
            "cqm8p",
            "crf-max",
            "deadzone-inter",
            "deadzone-intra",
            "deblock",
            "direct",
            "fast-pskip",
            "filler",
            "force-cfr",
            "frame-packing",
            "fullrange",
            "ipratio",
            "keyint",
            "level",
            "mbtree",
            "me",
            "merange",
            "min-keyint",
            "mixed-refs",
            "mvrange",
            "mvrange-thread",
            "nal-hrd",
            "nf",
            "no-8x8dct",
            "no-cabac",
            "no-chroma-me",
            "no-dct-decimate",
            "no-deblock",
            "no-fast-pskip",
            "no-mbtree",
            "no-mixed-refs",
            "no-psy",
            "no-scenecut",
            "no-weightb",
            "nr",
            "overscan",
            "partitions",
            "pbratio",
            "pic-struct",
            "psy",
            "psy-rd",
            "qcomp",
            "qpmax",
            "qpmin",
            "qpstep",
            "rc-lookahead",
            "ref",
            "scenecut",
            "slice-max-mbs",
            "slice-max-size",
            "slice-min-mbs",
            "slices",
            "slices-max",
            "subme",
            "trellis",
            "vbv-bufsize",
            "vbv-init",
            "vbv-maxrate",
            "videoformat",
            "weightb",
            "weightp");

    /** Parameters jnd-encode itself decides: changing them would break the joining, the plan or the sameness of bytes. */
    private static final Set<String> OURS = Set.of(
            "annexb",
            "asm",
            "bff",
            "bitrate",
            "cplxblur",
            "cpu-independent",
            "crf",
            "dump-yuv",
            "fake-interlaced",
            "fps",
            "frames",
            "input-csp",
            "interlaced",
            "intra-refresh",
            "log",
            "log-file",
            "log-file-level",
            "lookahead-threads",
            "opencl",
            "opencl-clbin",
            "opencl-device",
            "open-gop",
            "pass",
            "psnr",
            "qblur",
            "qp",
            "qpfile",
            "ratetol",
            "repeat-headers",
            "sar",
            "sliced-threads",
            "sps-id",
            "ssim",
            "stats",
            "stitchable",
            "sync-lookahead",
            "tff",
            "threads",
            "timebase",
            "zones");

    private X264Keys() {}

    /** Parses {@code k=v:k=v}; a key without a value means 1, as in x264. An empty text is an empty map. */
    public static Map<String, String> parse(String text) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String part : text.split(":", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            String key = normalised(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "1" : part.substring(equals + 1).strip();
            check(key, value);
            params.put(key, value);
        }
        return params;
    }

    static void checkPreset(String preset) {
        if (!PRESETS.contains(preset)) {
            throw new JndException.Usage(
                    "x264 has no preset \"%s\"; it has %s".formatted(preset, String.join(", ", PRESETS)));
        }
    }

    static void check(String key, String value) {
        FileOptions.X264.check(key, value);
        if (key.equals("preset") || key.equals("tune") || key.equals("profile")) {
            throw new JndException.Usage(
                    "\"%s\" is no x264 parameter; the preset is chosen with --x264-preset".formatted(key));
        }
        if (OURS.contains(key)) {
            throw new JndException.Usage(
                    "the x264 parameter \"%s\" is decided by jnd-encode and cannot be set".formatted(key));
        }
        if (!FREE.contains(key)) {
            throw new JndException.Usage(
                    "x264 has no parameter \"%s\"; the nearest one it has is \"%s\"".formatted(key, nearest(key)));
        }
    }

    private static String normalised(String key) {
        return key.strip().replace('_', '-');
    }

    private static String nearest(String key) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String known : new TreeSet<>(FREE)) {
            int distance = editDistance(key, known);
            if (distance < bestDistance) {
                best = known;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Levenshtein's distance. */
    private static int editDistance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
