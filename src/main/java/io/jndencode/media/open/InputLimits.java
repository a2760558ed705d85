package io.jndencode.media.open;

import io.jndencode.JndException;
import io.jndencode.text.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits on what a source may declare. A file of a few bytes can declare sizes that no machine has memory for, so anything beyond the
 * limits is refused before any work; all are far above what real films need.
 *
 * @param pixels pixels of one picture, width times height
 * @param frames frames of the video
 * @param streams streams in the file
 * @param chapters chapters in the file
 * @param attachments bytes of all attachments and cover pictures together
 * @param subtitle bytes of one packet of subtitles
 * @param metadata bytes of all tags of the file, its streams and chapters together, names and values
 */
public record InputLimits(
        long pixels, long frames, long streams, long chapters, long attachments, long subtitle, long metadata) {
    /** The default limits: 16K pictures, four days at 60 frames per second, half a gibibyte of fonts. */
    public static final InputLimits DEFAULT =
            new InputLimits(1L << 27, 20_000_000, 1000, 10_000, 1L << 29, 1L << 24, 1L << 24);

    private static final Pattern ENTRY = Pattern.compile("\\s*([a-z]+)\\s*=\\s*(\\d{1,15})\\s*([kKmMgG]?)\\s*");

    public InputLimits {
        if (pixels < 1
                || frames < 1
                || streams < 1
                || chapters < 0
                || attachments < 0
                || subtitle < 1
                || metadata < 0) {
            throw new JndException.Usage("--limits: pixels, frames, streams and subtitle are at least 1");
        }
    }

    /**
     * Parses changes to the default limits.
     *
     * @param text {@code name=number,name=number}; the suffixes k, M and G stand for thousands, millions and thousands of millions
     */
    public static InputLimits parse(String text) {
        Map<String, Long> values = DEFAULT.values();
        for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher parts = ENTRY.matcher(entry);
            if (!parts.matches()) {
                throw new JndException.Usage("--limits: \"" + entry + "\" is not name=number, as in pixels=33M");
            }
            String name = parts.group(1);
            if (values.replace(name, Long.parseLong(parts.group(2)) * factor(parts.group(3))) == null) {
                throw new JndException.Usage("--limits: \"" + name + "\" is not known: "
                        + Spelling.hint(name, List.copyOf(values.keySet())));
            }
        }
        List<Long> all = List.copyOf(values.values());
        return new InputLimits(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5), all.get(6));
    }

    private static long factor(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "k" -> 1000;
            case "m" -> 1_000_000;
            case "g" -> 1_000_000_000;
            default -> 1;
        };
    }

    private Map<String, Long> values() {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("pixels", pixels);
        values.put("frames", frames);
        values.put("streams", streams);
        values.put("chapters", chapters);
        values.put("attachments", attachments);
        values.put("subtitle", subtitle);
        values.put("metadata", metadata);
        return values;
    }

    /** Returns the differences from the default in the format of {@link #parse}; empty if there are none. */
    public String text() {
        List<String> changed = new ArrayList<>();
        Map<String, Long> usual = DEFAULT.values();
        values().forEach((name, value) -> {
            if (!value.equals(usual.get(name))) {
                changed.add(name + "=" + value);
            }
        });
        return String.join(",", changed);
    }

    @Override
    public String toString() {
        return values().toString();
    }
}
