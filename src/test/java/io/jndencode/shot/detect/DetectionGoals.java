package io.jndencode.shot.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.LumaImage;
import io.jndencode.shot.Shot;
import java.util.ArrayList;
import java.util.List;

/** How well the detector finds the changes of splices of real decoded takes, which are known. Prints what it found. */
final class DetectionGoals {
    private static final int SPLICES = 5;

    private DetectionGoals() {}

    /**
     * Detects the shots of splices of all kinds; recall and precision must be those we promise.
     *
     * @param name for what is printed
     */
    static void areMet(String name, List<Footage> takes, long seed) {
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

    /** Returns the shots of frames of 25 a second. */
    static List<Shot> shots(List<LumaImage> frames) {
        ShotDetector detector = new ShotDetector(ShotOptions.DEFAULT, 25);
        List<Shot> shots = new ArrayList<>();
        frames.forEach(frame -> shots.addAll(detector.push(frame, false)));
        shots.addAll(detector.finish());
        return shots;
    }
}
