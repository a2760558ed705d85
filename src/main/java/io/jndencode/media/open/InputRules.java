package io.jndencode.media.open;

import io.jndencode.JndException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Rules for which inputs may be opened and what they may declare. The process has one set of rules, in the system properties
 * {@code jnd.input.playlists}, {@code jnd.input.stall} and {@code jnd.input.limits}; properties that are not set mean the strict rules.
 *
 * @param playlists whether a file may name others, which must then be in or below its own folder
 * @param stallSeconds longest time without a packet
 * @param limits limits on what a source may declare
 */
public record InputRules(boolean playlists, double stallSeconds, InputLimits limits) {
    /** Single files, a minute without a packet, {@link InputLimits#DEFAULT}. */
    public static final InputRules STRICT = new InputRules(false, 60, InputLimits.DEFAULT);

    private static final String PLAYLISTS = "jnd.input.playlists";
    private static final String STALL = "jnd.input.stall";
    private static final String LIMITS = "jnd.input.limits";
    private static final double LONGEST_STALL = 86_400;

    public InputRules {
        Objects.requireNonNull(limits, "limits is null");
        if (!(stallSeconds > 0 && stallSeconds <= LONGEST_STALL)) {
            throw new JndException.Usage(
                    "the time without progress is more than 0 s and at most a day (86400 s), not " + stallSeconds);
        }
    }

    /** Returns the rules of this process. */
    public static InputRules current() {
        return new InputRules(
                Boolean.getBoolean(PLAYLISTS),
                Double.parseDouble(System.getProperty(STALL, Double.toString(STRICT.stallSeconds))),
                InputLimits.parse(System.getProperty(LIMITS, "")));
    }

    /** Makes these the rules of the process, for files opened from now on. */
    public void use() {
        System.setProperty(PLAYLISTS, Boolean.toString(playlists));
        System.setProperty(STALL, Double.toString(stallSeconds));
        System.setProperty(LIMITS, limits.text());
    }

    /** Returns the options that give another process of this program the same rules. */
    public List<String> options() {
        List<String> options = new ArrayList<>();
        if (playlists) {
            options.add("--allow-playlists");
        }
        if (stallSeconds != STRICT.stallSeconds) {
            options.addAll(List.of("--stall-timeout", Double.toString(stallSeconds)));
        }
        if (!limits.equals(InputLimits.DEFAULT)) {
            options.addAll(List.of("--limits", limits.text()));
        }
        return options;
    }
}
