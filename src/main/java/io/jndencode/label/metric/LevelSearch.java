package io.jndencode.label.metric;

import io.jndencode.jnd.JndLevels;
import io.jndencode.quality.CurveMeter;
import io.jndencode.quality.CurvePoint;
import io.jndencode.quality.ShotContent;
import io.jndencode.quality.rule.MetricJndModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a run's levels with few encodes: encodes where JND1 usually is, asks the rule how far off that was, and encodes there, until
 * an encode lies near the level; then one on the level's other side, so that the level is bracketed.
 *
 * @param content of the run
 * @param curve what was measured, by QP
 * @param levels by the rule
 */
record LevelSearch(ShotContent content, List<CurvePoint> curve, JndLevels levels) {
    private static final int USUAL = 26;
    private static final int MOST_ENCODES = 4;
    private static final int LOWEST = 10;
    private static final int HIGHEST = 44;
    /** Errors of the rule grow with the distance from the level; inside of this they do not. */
    private static final double NEAR = 2;

    static LevelSearch run(CurveMeter meter, MetricJndModel rule) {
        ShotContent content = meter.content();
        List<CurvePoint> curve = new ArrayList<>();
        int qp = USUAL;
        while (curve.size() < MOST_ENCODES) {
            CurvePoint point = meter.at(qp);
            curve.add(point);
            double jnd1 = rule.levels(curve, content).jnd1();
            double nearest = curve.stream()
                    .mapToDouble(measured -> Math.abs(measured.qp() - jnd1))
                    .min()
                    .orElseThrow();
            int next = nearest > NEAR ? (int) Math.round(jnd1) : beyond(curve, jnd1);
            next = Math.max(LOWEST, Math.min(HIGHEST, next));
            if (measured(curve, next) || bracketed(curve, jnd1)) {
                break;
            }
            qp = next;
        }
        curve.sort(java.util.Comparator.comparingInt(CurvePoint::qp));
        return new LevelSearch(content, List.copyOf(curve), rule.levels(curve, content));
    }

    /** Two QPs on that side of the level where nothing was measured yet. */
    private static int beyond(List<CurvePoint> curve, double jnd1) {
        boolean finer = curve.stream().anyMatch(point -> point.qp() <= jnd1);
        return (int) Math.round(finer ? jnd1 + NEAR : jnd1 - NEAR);
    }

    private static boolean bracketed(List<CurvePoint> curve, double jnd1) {
        return curve.stream().anyMatch(point -> point.qp() <= jnd1 && jnd1 - point.qp() <= 2 * NEAR)
                && curve.stream().anyMatch(point -> point.qp() >= jnd1 && point.qp() - jnd1 <= 2 * NEAR);
    }

    private static boolean measured(List<CurvePoint> curve, int qp) {
        return curve.stream().anyMatch(point -> point.qp() == qp);
    }
}
