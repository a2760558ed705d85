package io.jndencode.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.dataset.LabelledPicture;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShotScoresTest {
    private static LabelledPicture picture(int shot, double jnd1) {
        return new LabelledPicture(
                Path.of("p" + shot + ".png"), "clip", shot, new JndLevels(jnd1, jnd1 + 5, jnd1 + 8), "", 1, null);
    }

    @Test
    void aShotIsPredictedByTheMeanOfItsPictures() {
        ShotScores scores = ShotScores.of(
                List.of(JndLevel.values()),
                List.of(picture(4, 20), picture(7, 30), picture(4, 20)),
                List.of(List.of(21.0, 26.0, 29.0), List.of(29.0, 34.0, 37.0), List.of(25.0, 28.0, 33.0)));
        assertThat(scores.shots()).hasSize(2);
        assertThat(scores.shots().get(0).predicted()).containsExactly(23.0, 27.0, 31.0);
    }

    @Test
    void shotsCountAlikeHoweverManyPicturesTheyHave() {
        ShotScores scores = ShotScores.of(
                List.of(JndLevel.values()),
                List.of(picture(1, 20), picture(1, 20), picture(2, 30)),
                List.of(List.of(24.0, 29.0, 32.0), List.of(24.0, 29.0, 32.0), List.of(30.0, 35.0, 38.0)));
        assertThat(scores.evaluate(0, 25).mae()).isEqualTo(2);
        assertThat(scores.evaluate(0, 25).constantMae()).isEqualTo(5);
    }
}
