package io.jndencode.shot.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.LumaImage;
import io.jndencode.media.MediaData;
import io.jndencode.shot.Shot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The detector on splices of real decoded takes whose changes are known. Prints what it found. */
class ShotDetectionIT {
    private static final Path VIDEOS = Path.of("test-videos");
    private static final int SPLICES = 5;

    @Test
    void splicesOfTheTrailerAreTakenApart() {
        goalsAreMet("trailer", RealTakes.sintel(VIDEOS.resolve("sintel_trailer-720p.mp4")), 3);
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(booleans = {false, true})
    void splicesOfManyKindsOfVideoAreTakenApart(boolean heldOut) throws IOException {
        Path data = MediaData.file("CATALOGUE.tsv").resolveSibling(".");
        goalsAreMet(heldOut ? "held-out clips" : "clips", RealTakes.clips(data, heldOut), heldOut ? 77 : 7);
    }

    @Test
    void theChangesOfAnEncodedSpliceAreFound() {
        List<Shot> shots = shots(RealTakes.thumbnails(VIDEOS.resolve("sintel-splice.mp4"), 0, Integer.MAX_VALUE));
        // test-videos/sintel-splice.json: cuts at 36, 66, 102, a dissolve over 144 to 156, a fade blackest at 174
        assertThat(shots.stream().map(shot -> shot.frames().start()).toList())
                .startsWith(0L, 36L, 66L, 102L)
                .hasSize(6);
        assertThat(shots.get(4).frames().start()).isBetween(144L, 156L);
        assertThat(shots.get(5).frames().start()).isBetween(162L, 186L);
        assertThat(Files.exists(VIDEOS.resolve("sintel-splice.json"))).isTrue();
    }

    private static void goalsAreMet(String name, List<Footage> takes, long seed) {
        SpliceMaker maker = new SpliceMaker(takes, seed);
        DetectionScore cuts = new DetectionScore();
        DetectionScore flashes = new DetectionScore();
        DetectionScore graduals = new DetectionScore();
        for (int i = 0; i < SPLICES; i++) {
            score(cuts, maker.cuts(21, 0), "cuts " + i);
            score(flashes, maker.cuts(11, 60), "flashes " + i);
            score(graduals, maker.dissolves(11, 8, 50), "dissolves " + i);
            score(graduals, maker.fades(11), "fades " + i);
        }
        System.out.printf(
                "shots of %s (%d takes): hard cuts at the exact frame: recall %.3f, precision %.3f (%s); with flashes:"
                        + " %s; dissolves and fades: recall %.3f (%s)%n",
                name,
                takes.size(),
                cuts.cutRecall(),
                cuts.cutPrecision(),
                cuts,
                flashes,
                graduals.gradualRecall(),
                graduals);
        assertThat(cuts.cutRecall()).as(cuts.misses()).isGreaterThanOrEqualTo(0.98);
        assertThat(cuts.cutPrecision()).as(cuts.misses()).isGreaterThanOrEqualTo(0.98);
        assertThat(graduals.gradualRecall()).as(graduals.misses()).isGreaterThanOrEqualTo(0.80);
    }

    private static void score(DetectionScore score, Splice splice, String name) {
        score.add(splice, shots(splice.frames()), name);
    }

    private static List<Shot> shots(List<LumaImage> frames) {
        ShotDetector detector = new ShotDetector(ShotOptions.DEFAULT, 25);
        List<Shot> shots = new java.util.ArrayList<>();
        frames.forEach(frame -> shots.addAll(detector.push(frame, false)));
        shots.addAll(detector.finish());
        return shots;
    }
}
