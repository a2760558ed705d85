package io.jndencode.media.bitstream;

import io.jndencode.media.bitstream.HevcHeaders.Sequence;
import java.util.Arrays;
import java.util.Optional;

/**
 * The levels of HEVC (H.265, tables A.8 and A.9). What a stream says of its level and tier must be true, since devices choose by it what they
 * try to play: {@link #least} finds the lowest whose limits a finished stream keeps.
 */
public enum HevcLevel {
    L1(10, 36_864, 552_960, 128, 0, 350, 2),
    L2(20, 122_880, 3_686_400, 1_500, 0, 1_500, 2),
    L2_1(21, 245_760, 7_372_800, 3_000, 0, 3_000, 2),
    L3(30, 552_960, 16_588_800, 6_000, 0, 6_000, 2),
    L3_1(31, 983_040, 33_177_600, 10_000, 0, 10_000, 2),
    L4(40, 2_228_224, 66_846_720, 12_000, 30_000, 12_000, 4),
    L4_1(41, 2_228_224, 133_693_440, 20_000, 50_000, 20_000, 4),
    L5(50, 8_912_896, 267_386_880, 25_000, 100_000, 25_000, 6),
    L5_1(51, 8_912_896, 534_773_760, 40_000, 160_000, 40_000, 8),
    L5_2(52, 8_912_896, 1_069_547_520, 60_000, 240_000, 60_000, 8),
    L6(60, 35_651_584, 1_069_547_520, 60_000, 240_000, 60_000, 8),
    L6_1(61, 35_651_584, 2_139_095_040, 120_000, 480_000, 120_000, 8),
    L6_2(62, 35_651_584, 4_278_190_080L, 240_000, 800_000, 240_000, 6);

    /** Most pictures a decoder keeps if they are as large as the level allows. */
    private static final int PICTURES = 6;

    private static final int MOST_PICTURES = 16;

    /** The rate below which removal times do not count when the first picture's size is limited: 300 pictures a second. */
    private static final double FASTEST = 300;

    /** Bytes of a picture of 8 bits in 4:2:0 for each of its luma samples; formats with more may be larger. */
    private static final double BYTES_PER_SAMPLE = 1.5;

    private final int tenths;
    private final long samples;
    private final long samplesPerSecond;
    private final int mainKilobits;
    private final int highKilobits;
    private final int mainBuffer;
    private final int compression;

    HevcLevel(
            int tenths,
            long samples,
            long samplesPerSecond,
            int mainKilobits,
            int highKilobits,
            int mainBuffer,
            int compression) {
        this.tenths = tenths;
        this.samples = samples;
        this.samplesPerSecond = samplesPerSecond;
        this.mainKilobits = mainKilobits;
        this.highKilobits = highKilobits;
        this.mainBuffer = mainBuffer;
        this.compression = compression;
    }

    /**
     * A level and its tier.
     *
     * @param code general_level_idc
     * @param high whether it is the high tier, of more bits
     */
    public record Need(int code, boolean high) {
        /** Level 8.5, which limits nothing. */
        static final Need UNLIMITED = new Need(255, false);
    }

    /**
     * Returns the lowest level, and within it the lower tier, whose limits a stream keeps; that without limits if there is none.
     *
     * @param framesPerSecond average
     */
    static Need least(Sequence sequence, double framesPerSecond, CodedFrames frames) {
        return Arrays.stream(values())
                .filter(level -> level.holds(sequence, framesPerSecond))
                .flatMap(level -> level.tier(sequence, framesPerSecond, frames).stream())
                .findFirst()
                .orElse(Need.UNLIMITED);
    }

    private boolean holds(Sequence sequence, double framesPerSecond) {
        long width = sequence.width();
        long height = sequence.height();
        return width * height <= samples
                && width * width <= 8 * samples
                && height * height <= 8 * samples
                && width * height * framesPerSecond <= samplesPerSecond
                && sequence.pictures() <= pictures(width * height);
    }

    /** Returns how many pictures of a size a decoder of the level keeps. */
    private int pictures(long size) {
        if (size <= (samples >> 2)) {
            return MOST_PICTURES;
        }
        return size <= (samples >> 1) ? 2 * PICTURES : size <= (3 * samples) >> 2 ? 4 * PICTURES / 3 : PICTURES;
    }

    private Optional<Need> tier(Sequence sequence, double framesPerSecond, CodedFrames frames) {
        double first = Math.max((double) sequence.width() * sequence.height(), samplesPerSecond / FASTEST);
        double others = samplesPerSecond / framesPerSecond;
        for (int i = 0; i < frames.bits().length; i++) {
            if (frames.bits()[i] > 8 * BYTES_PER_SAMPLE * (i == 0 ? first : others) / compression) {
                return Optional.empty();
            }
        }
        if (fits(frames, mainKilobits, mainBuffer)) {
            return Optional.of(new Need(3 * tenths, false));
        }
        return highKilobits > 0 && fits(frames, highKilobits, highKilobits)
                ? Optional.of(new Need(3 * tenths, true))
                : Optional.empty();
    }

    private static boolean fits(CodedFrames frames, int kilobits, int bufferKilobits) {
        LeakyBucket bucket = new LeakyBucket(1000.0 * kilobits, 1000.0 * bufferKilobits);
        for (int i = 0; i < frames.bits().length; i++) {
            bucket.fillUntil(frames.seconds()[i]);
            if (bucket.take(frames.bits()[i]) > 0) {
                return false;
            }
        }
        return true;
    }
}
