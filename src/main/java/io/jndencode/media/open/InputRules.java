package io.jndencode.media.open;

import io.jndencode.JndException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What may be opened as an input, and how much it may ask for. The process has one set of rules, in the system properties
 * {@code jnd.input.playlists}, {@code jnd.input.stall} and {@code jnd.input.limits}; where they are not set, the strict ones.
 *
 * @param playlists whether a file may name others, which then must lie below its own folder
 * @param stallSeconds how long reading may go on without giving a packet
 * @param limits the most a source may ask for
 */
public record InputRules(boolean playlists, double stallSeconds, InputLimits limits) {
    /** One file each, a minute without a packet, {@link InputLimits#DEFAULT}. */
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

    /** The rules of this process. */
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

    /** The options that give another process of this program the same rules. */
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
