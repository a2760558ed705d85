package io.jndencode.shot.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.shot.Shot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The detector on splices of the clips that are here. */
class ShotDetectionIT {
    private static final Path VIDEOS = Path.of("test-videos");

    @Test
    void splicesOfTheTrailerAreTakenApart() {
        DetectionGoals.areMet("trailer", RealTakes.sintel(VIDEOS.resolve("sintel_trailer-720p.mp4")), 3);
    }

    @Test
    void theChangesOfAnEncodedSpliceAreFound() {
        List<Shot> shots =
                DetectionGoals.shots(RealTakes.thumbnails(VIDEOS.resolve("sintel-splice.mp4"), 0, Integer.MAX_VALUE));
        // test-videos/sintel-splice.json: cuts at 36, 66, 102, a dissolve over 144 to 156, a fade blackest at 174
        assertThat(shots.stream().map(shot -> shot.frames().start()).toList())
                .startsWith(0L, 36L, 66L, 102L)
                .hasSize(6);
        assertThat(shots.get(4).frames().start()).isBetween(144L, 156L);
        assertThat(shots.get(5).frames().start()).isBetween(162L, 186L);
        assertThat(Files.exists(VIDEOS.resolve("sintel-splice.json"))).isTrue();
    }
}
