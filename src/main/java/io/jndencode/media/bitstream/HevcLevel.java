package io.jndencode.media.bitstream;

import io.jndencode.media.Rational;
import java.util.Arrays;

/**
 * The level of an HEVC stream by its picture size and frame rate alone (H.265, tables A.8 and A.9), so that it is the same for every shot.
 */
public enum HevcLevel {
    L1("1", 36_864, 552_960),
    L2("2", 122_880, 3_686_400),
    L2_1("2.1", 245_760, 7_372_800),
    L3("3", 552_960, 16_588_800),
    L3_1("3.1", 983_040, 33_177_600),
    L4("4", 2_228_224, 66_846_720),
    L4_1("4.1", 2_228_224, 133_693_440),
    L5("5", 8_912_896, 267_386_880),
    L5_1("5.1", 8_912_896, 534_773_760),
    L5_2("5.2", 8_912_896, 1_069_547_520),
    L6("6", 35_651_584, 1_069_547_520),
    L6_1("6.1", 35_651_584, 2_139_095_040),
    L6_2("6.2", 35_651_584, 4_278_190_080L);

    /** Largest size in pixels of which coded pictures may be whole multiples: 8, with fast presets 16, or what the user sets (min-cu-size). */
    private static final long UNIT = 32;

    private final String text;
    private final long pixels;
    private final long pixelsASecond;

    HevcLevel(String text, long pixels, long pixelsASecond) {
        this.text = text;
        this.pixels = pixels;
        this.pixelsASecond = pixelsASecond;
    }

    /** Returns the lowest level for pictures of this size and rate, spelled as by x265; empty if there is none. */
    public static String of(int columns, int rows, Rational frameRate) {
        long width = (columns + UNIT - 1) / UNIT * UNIT;
        long height = (rows + UNIT - 1) / UNIT * UNIT;
        double rate = frameRate.framesPerSecond();
        return Arrays.stream(values())
                .filter(level -> width * height <= level.pixels
                        && width * width <= 8 * level.pixels
                        && height * height <= 8 * level.pixels
                        && width * height * rate <= level.pixelsASecond)
                .map(level -> level.text)
                .findFirst()
                .orElse("");
    }
}
