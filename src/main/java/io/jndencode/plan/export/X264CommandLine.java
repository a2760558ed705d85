package io.jndencode.plan.export;

import io.jndencode.plan.EncoderChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** x264 options of {@code key=value:key=value} as the x264 program's command line takes them. */
final class X264CommandLine {
    /** Options that are switched on and off without a value. */
    private static final Set<String> SWITCHES =
            Set.of("cabac", "8x8dct", "mixed-refs", "psy", "fast-pskip", "weightb", "chroma-me", "dct-decimate");

    /** Switches the program can only switch off: on is what they are. */
    private static final Set<String> ON_BY_THEMSELVES = Set.of("chroma-me", "dct-decimate");

    private X264CommandLine() {}

    static List<String> options(String params) {
        List<String> options = new ArrayList<>();
        for (String option : EncoderChoice.options(params)) {
            int equals = option.indexOf('=');
            String key =
                    (equals < 0 ? option : option.substring(0, equals)).strip().replace('_', '-');
            if (equals < 0) {
                options.add("--" + key);
            } else {
                add(options, key, option.substring(equals + 1).strip());
            }
        }
        return options;
    }

    private static void add(List<String> options, String key, String value) {
        boolean negated = key.startsWith("no-");
        String name = negated ? key.substring(3) : key;
        if (!SWITCHES.contains(name)) {
            options.add("--" + key);
            options.add(value);
            return;
        }
        boolean on = negated == (value.equals("0") || value.equals("false"));
        if (!on) {
            options.add("--no-" + name);
        } else if (!ON_BY_THEMSELVES.contains(name)) {
            options.add("--" + name);
        }
    }
}
