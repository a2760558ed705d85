package io.jndencode.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Visual information and detail on textures whose order is known. */
class PerceptionTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;

    private static Plane texture() {
        Random random = new Random(7);
        float[] samples = new float[WIDTH * HEIGHT];
        for (int i = 0; i < samples.length; i++) {
            int column = i % WIDTH;
            int row = i / WIDTH;
            double wave = 40 * Math.sin(column / 5.0) * Math.cos(row / 7.0);
            samples[i] = (float) (128 + wave + 20 * random.nextGaussian());
        }
        return new Plane(WIDTH, HEIGHT, samples);
    }

    private static Plane noisy(Plane plane, double deviation) {
        Random random = new Random(8);
        float[] samples = plane.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) (deviation * random.nextGaussian());
        }
        return new Plane(plane.width(), plane.height(), samples);
    }

    @Test
    void nothingIsLostOfTheSamePicture() {
        Plane picture = texture();
        for (double kept : VisualInformation.kept(picture, picture)) {
            assertThat(kept).isCloseTo(1, within(1e-4));
        }
        assertThat(DetailLoss.kept(picture, picture)).isCloseTo(1, within(1e-6));
    }

    @Test
    void moreIsLostTheMoreAPictureIsBlurredFromTheFineScalesOn() {
        Plane picture = texture();
        Plane soft = picture.filtered(Plane.gaussian(5, 0.7));
        Plane softer = picture.filtered(Plane.gaussian(9, 1.5));
        double[] some = VisualInformation.kept(picture, soft);
        double[] much = VisualInformation.kept(picture, softer);
        for (int scale = 0; scale < some.length; scale++) {
            assertThat(much[scale]).isLessThan(some[scale]);
        }
        assertThat(some[0]).isLessThan(some[3]);
        assertThat(DetailLoss.kept(picture, softer)).isLessThan(DetailLoss.kept(picture, soft));
    }

    @Test
    void noiseCostsInformation() {
        Plane picture = texture();
        assertThat(VisualInformation.kept(picture, noisy(picture, 8))[1])
                .isLessThan(VisualInformation.kept(picture, noisy(picture, 2))[1]);
    }

    @Test
    void filteringKeepsTheMeanAndTheSizeHalves() {
        Plane picture = texture();
        Plane filtered = picture.filtered(Plane.gaussian(17, 3.4));
        assertThat(filtered.mean()).isCloseTo(picture.mean(), within(0.5));
        assertThat(filtered.halved().width()).isEqualTo(WIDTH / 2);
        assertThat(filtered.halved().samples()[1]).isEqualTo(filtered.samples()[2]);
    }

    @Test
    void flatPicturesHaveNothingToLose() {
        Plane flat = new Plane(64, 64, new float[64 * 64]);
        assertThat(VisualInformation.kept(flat, flat)).containsOnly(1);
        assertThat(DetailLoss.kept(flat, flat)).isEqualTo(1);
    }
}
