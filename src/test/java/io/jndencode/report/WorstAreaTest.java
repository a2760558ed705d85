package io.jndencode.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.BgrImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WorstAreaTest {
    private static BgrImage grey(int width, int height) {
        byte[] samples = new byte[width * height * 3];
        Arrays.fill(samples, (byte) 100);
        return new BgrImage(width, height, samples);
    }

    @Test
    void itHoldsTheDamage() {
        BgrImage source = grey(640, 360);
        BgrImage coded = grey(640, 360);
        for (int y = 200; y < 210; y++) {
            Arrays.fill(coded.samples(), (y * 640 + 500) * 3, (y * 640 + 520) * 3, (byte) 110);
        }
        WorstArea area = WorstArea.of(source, coded, 160, 96);
        assertThat(area.x()).isBetween(360, 500);
        assertThat(area.y()).isBetween(114, 200);
        assertThat(area.of(coded).samples()).contains(110);
    }

    @Test
    void aPictureSmallerThanTheAreaIsShownWhole() {
        assertThat(WorstArea.of(grey(90, 50), grey(90, 50), 400, 300)).isEqualTo(new WorstArea(0, 0, 90, 50));
    }
}
