package io.jndencode.media;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A damaged media file, made from whole ones by chance that a seed repeats: flipped bits, cut ends, lost, doubled and foreign pieces,
 * sizes of boxes and chunks that lie.
 *
 * @param name what was done to which file
 * @param bytes the file's content
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Mutant(String name, byte[] bytes) {
    /** A whole file to damage. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Seed(String name, byte[] bytes) {}

    private static final int HEADERS = 4096;
    private static final int[] LIES = {0, 1, 7, 8, 0x7fffffff, 0x80000000, 0xffffffff, 0x00ffffff};

    /** The mutant of a number: the same for the same seeds and number, everywhere. */
    public static Mutant of(List<Seed> seeds, long number) {
        Random random = new Random(number * 0x9E3779B97F4A7C15L + 17);
        random.nextInt();
        Seed seed = seeds.get(random.nextInt(seeds.size()));
        Seed other = seeds.get(random.nextInt(seeds.size()));
        int kind = random.nextInt(7);
        byte[] bytes = seed.bytes().clone();
        return switch (kind) {
            case 0 -> new Mutant("bits in the headers of " + seed.name(), flipped(bytes, HEADERS, random));
            case 1 -> new Mutant("bits of " + seed.name(), flipped(bytes, bytes.length, random));
            case 2 -> new Mutant("the beginning of " + seed.name(), Arrays.copyOf(bytes, place(bytes, random)));
            case 3 -> new Mutant("a hole in " + seed.name(), without(bytes, random));
            case 4 -> new Mutant("a piece of " + seed.name() + " twice", with(bytes, bytes, random));
            case 5 ->
                new Mutant("a piece of " + other.name() + " in " + seed.name(), with(bytes, other.bytes(), random));
            default -> new Mutant("wrong sizes in " + seed.name(), lying(bytes, random));
        };
    }

    private static int place(byte[] bytes, Random random) {
        return 1 + random.nextInt(bytes.length - 1);
    }

    private static byte[] flipped(byte[] bytes, int within, Random random) {
        int flips = 1 << random.nextInt(8);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(Math.min(within, bytes.length))] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, Random random) {
        int from = place(bytes, random);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(1 << (4 + random.nextInt(12))));
        byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from));
        System.arraycopy(bytes, to, result, from, bytes.length - to);
        return result;
    }

    private static byte[] with(byte[] bytes, byte[] other, Random random) {
        int at = place(bytes, random);
        int from = random.nextInt(other.length);
        int length = Math.min(other.length - from, 1 + random.nextInt(1 << (4 + random.nextInt(12))));
        if (random.nextBoolean()) { // over what is there
            System.arraycopy(other, from, bytes, at, Math.min(length, bytes.length - at));
            return bytes;
        }
        byte[] result = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(other, from, result, at, length);
        System.arraycopy(bytes, at, result, at + length, bytes.length - at);
        return result;
    }

    /** Changes the four bytes before or after something that looks like the four letters of a box or chunk. */
    private static byte[] lying(byte[] bytes, Random random) {
        int lies = 1 + random.nextInt(4);
        for (int i = 0; i < lies; i++) {
            int at = letters(bytes, random.nextInt(bytes.length));
            int where = random.nextBoolean() ? at - 4 : at + 4 + 4 * random.nextInt(6);
            int value = random.nextInt(3) == 0 ? random.nextInt() : LIES[random.nextInt(LIES.length)];
            for (int b = 0; b < 4; b++) {
                if (where + b >= 0 && where + b < bytes.length) {
                    bytes[where + b] = (byte) (value >>> (24 - 8 * b));
                }
            }
        }
        return bytes;
    }

    /** The next place from one on, in the file as a ring, where four lower-case letters stand; the place itself if there is none. */
    private static int letters(byte[] bytes, int from) {
        for (int n = 0; n < bytes.length; n++) {
            int at = (from + n) % bytes.length;
            int run = 0;
            while (run < 4 && at + run < bytes.length && bytes[at + run] >= 'a' && bytes[at + run] <= 'z') {
                run++;
            }
            if (run == 4) {
                return at;
            }
        }
        return from;
    }
}
