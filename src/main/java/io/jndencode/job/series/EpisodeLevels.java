package io.jndencode.job.series;

import io.jndencode.analysis.AnalysedShot;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarLikeness;
import io.jndencode.shot.alike.ShotLook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The levels of the shots of one video of a series. */
public final class EpisodeLevels {
    private final Episode episode;
    private final Map<Integer, Shared> shared = new HashMap<>();

    /** The levels that a shot shares with others. */
    private record Shared(JndPrediction jnd, int others) {}

    EpisodeLevels(Episode episode) {
        this.episode = episode;
    }

    /** Sets the levels of a shot and of as many others. */
    void share(int shot, JndPrediction jnd, int others) {
        shared.put(shot, new Shared(jnd, others));
    }

    /** Returns sentences on the source that its analysis found. */
    public List<String> remarks() {
        return episode.remarks();
    }

    /** Returns a shot with the levels that it shares; the same one if it is like no other. */
    public AnalysedShot levels(AnalysedShot own) {
        Shared levels = shared.get(own.shot().index());
        return levels == null ? own : own.with(levels.jnd());
    }

    /** Notes in the record of the video what its shots look like and how many others do. */
    public Sidecar record(Sidecar plan) {
        List<SidecarLikeness> looks = new ArrayList<>();
        for (SeriesShot shot : episode.shots()) {
            ShotLook look = Objects.requireNonNull(shot.look(), "the look of an analysed shot");
            Shared levels = shared.get(shot.index());
            looks.add(SidecarLikeness.of(levels == null ? 0 : levels.others(), look));
        }
        return plan.like(looks);
    }
}
