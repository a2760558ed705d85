package io.jndencode.media.parameters;

import io.jndencode.JndException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The encoders' options that name a file to read or to write, or a program to run, and those that open one under a name of the
 * encoder's own (x265's {@code pass} writes {@code x265_2pass.log}). None may be given, wherever it comes from: a preset or a sidecar
 * may be a stranger's. Names are whole, as the libraries take them, with {@code -} for {@code _}; abbreviations, which only the
 * encoders' own programs know, are for the caller to refuse with all that is no option.
 */
@SuppressWarnings("ImmutableEnumChecker") // sets and maps of texts that cannot be changed
public enum FileOptions {
    /** x264_param_parse and the program's own, core 165. */
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
    /** x265_param_parse, the program's own and zone files, 4.1. */
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
    /** The program's own and its relatives', 3.1 (-psy 2.3): the library itself, svt_av1_enc_parse_parameter, opens no file. */
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

    /** What encoders call themselves. */
    private String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Refuses an option that would open a file.
     *
     * @param key its name, in any of the spellings encoders take
     * @param value what it is set to; encoders take 1 where it stands alone
     */
    public void check(String key, String value) {
        String name = plainName(key);
        Set<String> words = plain.get(name);
        if (names.contains(name)) {
            throw new JndException.Usage("the %s option %s names a file, and no option of an encoder may: leave it out"
                    .formatted(title(), name));
        }
        // The words as they are: to the encoders FLAT, or " off", is the name of a file.
        boolean turned = words != null
                && key.strip().replaceFirst("^-+", "").toLowerCase(Locale.ROOT).startsWith("no");
        if (words != null && (turned || !words.contains(value))) {
            throw new JndException.Usage(
                    "the %s option %s=%s would open a file, and no option of an encoder may: it is %s"
                            .formatted(
                                    title(),
                                    name,
                                    value,
                                    String.join(" or ", words.stream().sorted().toList())));
        }
    }

    /** Without what encoders take off a name: dashes before it, and "no", which turns the value round (nocsv=0 is csv=true). */
    private String plainName(String key) {
        String name = key.strip().replace('_', '-').toLowerCase(Locale.ROOT).replaceFirst("^-+", "");
        String turned = name.replaceFirst("^(no-?)+", "");
        return names.contains(turned) || plain.containsKey(turned) ? turned : name;
    }
}
