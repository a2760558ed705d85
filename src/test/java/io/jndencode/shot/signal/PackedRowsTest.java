package io.jndencode.shot.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.LumaImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks compared a row at a time, beside the same done sample by sample. */
class PackedRowsTest {
    private static final int WIDTH = FrameSignature.WIDTH;
    private static final int HEIGHT = FrameSignature.HEIGHT;

    private final Random random = new Random(5);

    private byte[] samples(int levels) {
        byte[] samples = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (random.nextInt(levels) * 255 / Math.max(1, levels - 1));
        }
        return samples;
    }

    private static PackedRows packed(byte[] samples) {
        PackedRows rows = new PackedRows();
        rows.pack(new FrameSignature(0, new LumaImage(WIDTH, HEIGHT, samples), false));
        return rows;
    }

    private static int place(int x, int y) {
        return y * WIDTH + x;
    }

    private static int plainly(byte[] p, int a, byte[] q, int b) {
        int sum = 0;
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                sum += Math.abs((p[a + place(x, y)] & 0xff) - (q[b + place(x, y)] & 0xff));
            }
        }
        return sum;
    }

    /** Black against white among them, and every place a block can have. */
    @ParameterizedTest
    @ValueSource(ints = {2, 7, 256})
    void theSumIsExact(int levels) {
        byte[] here = samples(levels);
        byte[] there = samples(levels);
        PackedRows p = packed(here);
        PackedRows q = packed(there);
        for (int y = 0; y + 8 <= HEIGHT; y++) {
            for (int x = 0; x + 8 <= WIDTH; x++) {
                int a = place(x / 8 * 8, y / 8 * 8);
                assertThat(p.difference(a, q, place(x, y), Integer.MAX_VALUE))
                        .isEqualTo(plainly(here, a, there, place(x, y)));
            }
        }
    }

    @Test
    void everyTwoSamplesDifferByTheirDistance() {
        byte[] here = new byte[WIDTH * HEIGHT];
        byte[] there = new byte[WIDTH * HEIGHT];
        for (int value = 0; value < 256; value++) {
            for (int i = 0; i < WIDTH; i++) {
                here[i] = (byte) value;
                there[i] = (byte) (i + value / 2);
            }
            assertThat(packed(here).difference(0, packed(there), 0, Integer.MAX_VALUE))
                    .isEqualTo(plainly(here, 0, there, 0));
        }
    }

    @Test
    void whatGivesUpIsNotBelowEnough() {
        byte[] here = samples(256);
        byte[] there = samples(256);
        int exact = plainly(here, 0, there, 40);
        assertThat(packed(here).difference(0, packed(there), 40, exact / 2)).isBetween(exact / 2, exact);
        assertThat(packed(here).difference(0, packed(there), 40, exact + 1)).isEqualTo(exact);
    }
}
