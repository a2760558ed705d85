package io.jndencode.media.streams;

import io.jndencode.JndException;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do with the sound of a source. */
public sealed interface AudioChoice {
    /** Packets are copied unchanged; what the container cannot hold is left out. */
    record Copy() implements AudioChoice {
        @Override
        public String toString() {
            return "copy";
        }
    }

    /** Packets are copied where the container holds them, and converted where it does not. */
    record Auto() implements AudioChoice {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /** No sound. */
    record None() implements AudioChoice {
        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * Sound is converted.
     *
     * @param codec the coding
     * @param bitRate bits per second of each stream; if unknown, the usual ones for its channels, and streams that have the coding
     *     already are copied
     */
    record Convert(SoundCodec codec, OptionalInt bitRate) implements AudioChoice {
        @Override
        public String toString() {
            return bitRate.isEmpty() ? codec.id() : codec.id() + ":" + bitRate.getAsInt();
        }
    }

    /** Smallest and largest bits per second that may be asked for. */
    int LEAST = 6_000;

    int MOST = 2_000_000;

    Pattern CONVERSION = Pattern.compile("(aac|opus)(?::(\\d{1,7})(k?))?");

    /** Reads {@code copy}, {@code auto}, {@code none}, {@code aac}, {@code opus:128k}. */
    static AudioChoice parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        Matcher conversion = CONVERSION.matcher(word);
        if (conversion.matches()) {
            SoundCodec codec = conversion.group(1).equals("aac") ? SoundCodec.AAC : SoundCodec.OPUS;
            return new Convert(codec, bitRate(text, conversion.group(2), "k".equals(conversion.group(3))));
        }
        return switch (word) {
            case "copy" -> new Copy();
            case "auto" -> new Auto();
            case "none" -> new None();
            default ->
                throw new JndException.Usage(
                        "the sound \"%s\" is not known: give copy, auto, none, aac or opus, the last two with bits per second if you like, as in aac:192k"
                                .formatted(text));
        };
    }

    private static OptionalInt bitRate(String text, String digits, boolean thousands) {
        if (digits == null) {
            return OptionalInt.empty();
        }
        long rate = Long.parseLong(digits) * (thousands ? 1000 : 1);
        if (rate < LEAST || rate > MOST) {
            throw new JndException.Usage(
                    "the sound \"%s\" has %d bits per second, allowed are %dk to %dk (128k is 128000)"
                            .formatted(text, rate, LEAST / 1000, MOST / 1000));
        }
        return OptionalInt.of((int) rate);
    }
}
