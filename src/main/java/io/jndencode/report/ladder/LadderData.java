package io.jndencode.report.ladder;

import io.jndencode.jnd.JndLevels;
import io.jndencode.ladder.LadderRecord;
import io.jndencode.plan.Target;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.report.page.TimeAxis;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The content of a ladder's page: its rungs and shots on one axis of time. */
record LadderData(LadderRecord ladder) {
    /** Colours that the style sheet has; a ladder of more rungs uses them again. */
    private static final int COLOURS = 8;

    List<LadderRecord.RungRecord> rungs() {
        return ladder.rungs();
    }

    int shots() {
        return ladder.shots().size();
    }

    long frames() {
        return ladder.shots().get(shots() - 1).endFrame()
                - ladder.shots().get(0).startFrame();
    }

    TimeAxis axis() {
        return new TimeAxis(0, ladder.duration());
    }

    /** Returns when a shot begins, in seconds. */
    double start(int shot) {
        Double start = ladder.shots().get(shot).start();
        return start == null ? time(ladder.shots().get(shot).startFrame()) : start;
    }

    /** Returns when a shot ends, in seconds. */
    double end(int shot) {
        Double end = ladder.shots().get(shot).end();
        return end == null ? time(ladder.shots().get(shot).endFrame()) : end;
    }

    private double time(long frame) {
        return (double) (frame - ladder.shots().get(0).startFrame()) / frames() * ladder.duration();
    }

    LadderRecord.ShotRecord at(int rung, int shot) {
        return rungs().get(rung).shots().get(shot);
    }

    /** Returns the QP that was predicted for a shot at the rung's level, null where nothing was. */
    @Nullable
    Double level(int rung, int shot) {
        SidecarShot.Levels jnd = at(rung, shot).jnd();
        return jnd == null
                ? null
                : Double.valueOf(new JndLevels(jnd.jnd1(), jnd.jnd2(), jnd.jnd3())
                        .between(Target.parse(rungs().get(rung).aim().target()).level()));
    }

    /** Returns whether any shot of a rung has a CRF beside its QP. */
    boolean hasCrfs(int rung) {
        return rungs().get(rung).shots().stream().anyMatch(shot -> shot.crf() != null);
    }

    /** Returns the class that gives a rung its colour. */
    static String colour(int rung) {
        return "r" + rung % COLOURS;
    }

    /** Returns one value of each shot of each rung. */
    DoubleStream all(Value value) {
        return IntStream.range(0, rungs().size())
                .boxed()
                .flatMapToDouble(rung -> IntStream.range(0, shots()).mapToDouble(shot -> value.of(rung, shot)));
    }

    /** A number of a shot in a rung. */
    interface Value {
        double of(int rung, int shot);
    }
}
