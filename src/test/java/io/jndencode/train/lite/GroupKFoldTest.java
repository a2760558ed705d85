package io.jndencode.train.lite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevels;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupKFoldTest {
    private static final FrameFeatures ONE = new FrameFeatures(new double[] {1}, new double[0]);

    private static ShotFeatures shot(String source, String group) {
        return new ShotFeatures(source, group, "", new JndLevels(24, 28, 32), 1, Split.TRAIN, List.of(ONE));
    }

    @Test
    void aMarkIsLookedForInSourcesAndWhatIsGroupedWithThemGoesToo() {
        ShotFeatures sintel = shot("sintel_trailer.mp4", "intel");
        ShotFeatures car = shot("intel_car.mp4", "intel");
        ShotFeatures bunny = shot("bunny.mp4", "bbb");
        List<ShotFeatures> all = List.of(sintel, car, bunny);
        assertThat(new GroupKFold(2, 1, List.of("sintel")).trainable(all)).containsExactly(bunny);
        assertThat(new GroupKFold(2, 1, List.of("bbb")).trainable(all)).containsExactly(sintel, car);
        assertThat(new GroupKFold(2, 1, List.of()).trainable(all)).isEqualTo(all);
    }
}
