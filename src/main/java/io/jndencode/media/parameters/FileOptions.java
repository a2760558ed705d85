package io.jndencode.media.parameters;

import io.jndencode.JndException;
import io.jndencode.text.EnumName;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The encoders' options that name a file to read or write, or a program to run, and those that open a file under a name of the encoder's
 * own (x265's {@code pass} writes {@code x265_2pass.log}). All are refused, wherever they come from, because a preset or a sidecar may come
 * from a stranger. Names are complete, as the libraries take them, with {@code -} for {@code _}; the caller refuses abbreviations, which
 * only the encoders' own programs accept, like any other unknown option.
 */
@SuppressWarnings("ImmutableEnumChecker") // immutable sets and maps of strings
public enum FileOptions {
    /** Options of x264_param_parse and of the x264 program, core 165. */
    X264(
            Set.of(
                    "cqmfile",
                    "stats",
                    "qpfile",
                    "dump-yuv",
                    "log-file",
                    "opencl-clbin",
                    "tcfile-in",
                    "tcfile-out",
                    "index",
                    "output"),
            Map.of("cqm", Set.of("flat", "jvt"))),
    /** Options of x265_param_parse, of the x265 program and of zone files, 4.1. */
    X265(
            Set.of(
                    "abr-ladder",
                    "analysis-load",
                    "analysis-reuse-file",
                    "analysis-save",
                    "aom-film-grain",
                    "csv",
                    "dhdr10-info",
                    "dolby-vision-rpu",
                    "film-grain",
                    "input",
                    "json-log",
                    "lambda-file",
                    "log-file",
                    "multiview-config",
                    "nalu-file",
                    "o",
                    "output",
                    "qpfile",
                    "r",
                    "recon",
                    "recon-y4m-exec",
                    "refine-analysis-file",
                    "scenecut-qp-config",
                    "stats",
                    "svt-hme-file",
                    "zonefile"),
            Map.of(
                    "scaling-list", Set.of("off", "default"),
                    "pass", Set.of("0"),
                    "analysis-reuse-mode", Set.of("off", "0"),
                    "multi-pass-opt-analysis", Set.of("0", "false"),
                    "multi-pass-opt-distortion", Set.of("0", "false"))),
    /** Options of the SVT-AV1 program and its forks, 3.1 (-psy 2.3); the library's svt_av1_enc_parse_parameter opens no file. */
    SVT_AV1(
            Set.of(
                    "b",
                    "c",
                    "config",
                    "errlog",
                    "fgs-table",
                    "film-grain-table",
                    "i",
                    "input",
                    "o",
                    "output",
                    "output-stat-file",
                    "pass-stats",
                    "pred-struct-file",
                    "qp-file",
                    "qpfile",
                    "recon",
                    "roi-map-file",
                    "stat-file",
                    "stats",
                    "use-q-file"),
            Map.of("pass", Set.of("0"), "passes", Set.of("1")));

    private final Set<String> names;
    private final Map<String, Set<String>> plain;

    FileOptions(Set<String> names, Map<String, Set<String>> plain) {
        this.names = names;
        this.plain = plain;
    }

    /**
     * Refuses an option that would open a file.
     *
     * @param key its name, in any spelling encoders accept
     * @param value its value; encoders take 1 if none is given
     */
    public void check(String key, String value) {
        String name = plainName(key);
        Set<String> words = plain.get(name);
        if (names.contains(name)) {
            throw new JndException.Usage("the %s option %s names a file, and no option of an encoder may: leave it out"
                    .formatted(EnumName.of(this), name));
        }
        // Compared without trimming or folding case: to the encoders FLAT, or " off", is the name of a file.
        boolean turned = words != null
                && key.strip().replaceFirst("^-+", "").toLowerCase(Locale.ROOT).startsWith("no");
        if (words != null && (turned || !words.contains(value))) {
            throw new JndException.Usage(
                    "the %s option %s=%s would open a file, and no option of an encoder may: it is %s"
                            .formatted(
                                    EnumName.of(this),
                                    name,
                                    value,
                                    String.join(" or ", words.stream().sorted().toList())));
        }
    }

    /** Removes what encoders strip from a name: leading dashes, and "no", which inverts the value (nocsv=0 is csv=true). */
    private String plainName(String key) {
        String name = key.strip().replace('_', '-').toLowerCase(Locale.ROOT).replaceFirst("^-+", "");
        String turned = name.replaceFirst("^(no-?)+", "");
        return names.contains(turned) || plain.containsKey(turned) ? turned : name;
    }
}
