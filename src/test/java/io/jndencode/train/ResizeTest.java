package io.jndencode.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.BgrImage;
import org.junit.jupiter.api.Test;

class ResizeTest {
    @Test
    void theRightSizeIsLeftAlone() {
        BgrImage image = new BgrImage(4, 2, new byte[24]);
        assertThat(Resize.to(image, 4, 2)).isSameAs(image);
    }

    @Test
    void everySourcePixelCountsWhenShrinking() {
        byte[] samples = new byte[8 * 3];
        for (int x = 0; x < 8; x++) {
            samples[3 * x] = (byte) (x % 2 == 0 ? 0 : 200);
        }
        BgrImage small = Resize.to(new BgrImage(8, 1, samples), 2, 1);
        assertThat(small.samples()[0] & 0xff).isBetween(80, 120);
        assertThat(small.samples()[3] & 0xff).isBetween(80, 120);
        assertThat(small.samples()[1]).isZero();
    }

    @Test
    void aFlatPictureStaysFlat() {
        byte[] samples = new byte[5 * 7 * 3];
        java.util.Arrays.fill(samples, (byte) 250);
        assertThat(Resize.to(new BgrImage(5, 7, samples), 9, 4).samples()).containsOnly((byte) 250);
    }
}
