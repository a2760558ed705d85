package io.jndencode.media.encoder;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.jndencode.JndException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A ceiling on the rate of a stream, as ffmpeg's {@code -maxrate} and {@code -bufsize}: a buffer that fills at the rate, and from which every
 * frame takes its bits when it is decoded, never runs empty (the hypothetical reference decoder of H.264, annex C, with a variable rate).
 *
 * @param maxrate bits a second; 0 for no ceiling
 * @param bufsize bits the buffer holds; 0 as above
 */
public record RateCap(long maxrate, long bufsize) {
    /** No ceiling. */
    public static final RateCap NONE = new RateCap(0, 0);

    private static final Set<String> KEYS = Set.of("maxrate", "bufsize");
    private static final long LEAST_RATE = 8_000;
    private static final long MOST = 10_000_000_000L;
    private static final Pattern BITS =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)([kKmMgG]?)(?:[bB](?:it)?(?:/s|ps)?)?");

    public RateCap {
        if (maxrate != 0 || bufsize != 0) {
            check("maxrate", maxrate, LEAST_RATE);
            check("bufsize", bufsize, maxrate / 10);
        }
    }

    private static void check(String name, long value, long least) {
        if (value < least || value > MOST) {
            throw new JndException.Usage("%s is %d bits, allowed is %d to %d".formatted(name, value, least, MOST));
        }
    }

    /**
     * A ceiling and how full its buffer is when a shot begins.
     *
     * @param fill share of the buffer, above 0 to 1
     */
    public record AtShot(RateCap cap, double fill) {
        public AtShot {
            if (!(fill > 0 && fill <= 1)) {
                throw new IllegalArgumentException("a buffer is filled above 0 to 1, not " + fill);
            }
        }

        /** Returns the rate in whole kilobits a second, the unit of encoders. */
        long kilobitsPerSecond() {
            return cap.maxrate / 1000;
        }

        /** Returns the names that x264 and x265 have for it, with their values. */
        Map<String, String> vbvParameters() {
            Map<String, String> params = new LinkedHashMap<>();
            params.put("vbv-maxrate", Long.toString(kilobitsPerSecond()));
            params.put("vbv-bufsize", Long.toString(cap.bufsize / 1000));
            params.put("vbv-init", Double.toString(fill));
            return params;
        }
    }

    /** Reads {@code {"maxrate": "6M", "bufsize": "12M"}}, also with numbers of bits. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static RateCap read(Map<String, Object> keys) {
        keys.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw new JndException.Usage(
                    "a ceiling on the rate has no key \"" + key + "\": it has maxrate and bufsize");
        });
        return parse(text(keys.get("maxrate")), text(keys.get("bufsize")));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /**
     * Reads a ceiling.
     *
     * @param maxrate bits a second such as {@code 6M}, {@code 6000k} or a number, or {@code none}
     * @param bufsize bits; null for what the rate fills in two seconds
     */
    public static RateCap parse(@Nullable String maxrate, @Nullable String bufsize) {
        if (maxrate == null) {
            throw new JndException.Usage("a buffer size alone limits nothing: give a largest rate (maxrate) with it");
        }
        if (isNone(maxrate)) {
            return NONE;
        }
        long rate = bits("maxrate", maxrate);
        return new RateCap(rate, bufsize == null ? 2 * rate : bits("bufsize", bufsize));
    }

    /** Returns whether a largest rate, as users write it, means that there is none. */
    public static boolean isNone(String maxrate) {
        return maxrate.strip().equals("none") || maxrate.strip().equals("0");
    }

    private static long bits(String name, String text) {
        Matcher matcher = BITS.matcher(text.strip());
        if (!matcher.matches()) {
            throw new JndException.Usage(
                    "%s \"%s\" is not known: give bits a second such as 6M or 800k".formatted(name, text.strip()));
        }
        int power = "kmg".indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + 1;
        BigDecimal factor = matcher.group(2).isEmpty() ? BigDecimal.ONE : BigDecimal.TEN.pow(3 * power);
        return new BigDecimal(matcher.group(1)).multiply(factor).longValue();
    }

    /** Returns whether there is a ceiling. */
    public boolean limits() {
        return maxrate > 0;
    }
}
