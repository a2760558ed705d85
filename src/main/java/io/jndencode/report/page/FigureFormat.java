package io.jndencode.report.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats numbers for people, always with a decimal point, whatever the machine's language. */
public final class FigureFormat {
    private static final String NONE = "\u2013";

    private FigureFormat() {}

    /** Formats bit rates such as {@code 4.2 Mb/s}. */
    public static String bitRate(double bitsPerSecond) {
        return bitsPerSecond >= 1e6 ? fixed(bitsPerSecond / 1e6, 2) + " Mb/s" : fixed(bitsPerSecond / 1e3, 0) + " kb/s";
    }

    /** Formats a fraction of 1 as a percentage, such as {@code 47.1 %}. */
    public static String percent(double share) {
        return fixed(100 * share, 1) + " %";
    }

    /** Formats times such as {@code 1:02:03.40}, with hours only if there are any. */
    public static String clock(double seconds) {
        long hundredths = Math.round(Math.max(0, seconds) * 100);
        long whole = hundredths / 100;
        String tail = String.format(Locale.ROOT, "%02d.%02d", whole % 60, hundredths % 100);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%s", whole / 3600, whole / 60 % 60, tail)
                : whole / 60 + ":" + tail;
    }

    /** Formats a number with this many decimals. */
    public static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Formats like {@link #fixed(double, int)}, with a dash for null. */
    public static String fixed(@Nullable Double value, int decimals) {
        return value == null ? NONE : fixed(value.doubleValue(), decimals);
    }

    /** Returns the value's own text, or a dash for null. */
    public static String plain(@Nullable Object value) {
        return value == null ? NONE : value.toString();
    }

    /** Returns a count with its noun, such as {@code 1 shot} or {@code 3 shots}. */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
