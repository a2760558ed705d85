package io.jndencode.media.x264;

import io.jndencode.JndException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The encoders' options that name a file to read or to write, or a program to run. None may be given, wherever it comes from: a preset
 * or a sidecar may be a stranger's. Names as the encoders write them, with {@code -} for {@code _}.
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
                    "lambda-file",
                    "multiview-config",
                    "nalu-file",
                    "output",
                    "qpfile",
                    "recon",
                    "recon-y4m-exec",
                    "refine-analysis-file",
                    "scenecut-qp-config",
                    "stats",
                    "svt-hme-file",
                    "zonefile"),
            Map.of("scaling-list", Set.of("off", "default"))),
    /** svt_av1_enc_parse_parameter and the program's own, 3.1. */
    SVT_AV1(
            Set.of(
                    "config",
                    "errlog",
                    "fgs-table",
                    "film-grain-table",
                    "input",
                    "output",
                    "output-stat-file",
                    "pass-stats",
                    "qp-file",
                    "qpfile",
                    "recon",
                    "roi-map-file",
                    "stat-file",
                    "stats"),
            Map.of());

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
        String name = key.strip().replace('_', '-').toLowerCase(Locale.ROOT).replaceFirst("^(no-|--)+", "");
        Set<String> words = plain.get(name);
        if (names.contains(name)) {
            throw new JndException.Usage("the %s option %s names a file, and no option of an encoder may: leave it out"
                    .formatted(title(), name));
        }
        if (words != null && !words.contains(value.strip().toLowerCase(Locale.ROOT))) {
            throw new JndException.Usage(
                    "the %s option %s=%s would read a file, and no option of an encoder may: it is %s"
                            .formatted(
                                    title(),
                                    name,
                                    value.strip(),
                                    String.join(" or ", words.stream().sorted().toList())));
        }
    }
}
