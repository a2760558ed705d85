package io.jndencode.shot.detect;

import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Precision and recall of found shots against the known changes of splices. */
final class DetectionScore {
    /** Frames by which the boundary of a gradual change may lie outside it. */
    static final int TOLERANCE = 2;

    private int cuts;
    private int cutsFound;
    private int graduals;
    private int gradualsFound;
    private int falseCuts;
    private int falseGraduals;
    private final StringBuilder misses = new StringBuilder();

    void add(Splice splice, List<Shot> shots, String name) {
        Set<Shot> unused = new HashSet<>();
        for (Shot shot : shots) {
            if (shot.transition() != Transition.START && shot.transition() != Transition.SPLIT) {
                unused.add(shot);
            }
        }
        for (Splice.Change change : splice.changes()) {
            boolean cut = change.kind() == Transition.CUT;
            int tolerance = cut ? 0 : TOLERANCE;
            Shot match = shots.stream()
                    .filter(unused::contains)
                    .filter(s -> s.frames().start() >= change.from() - tolerance
                            && s.frames().start() <= change.to() + tolerance)
                    .findFirst()
                    .orElse(null);
            unused.remove(match);
            cuts += cut ? 1 : 0;
            cutsFound += cut && match != null ? 1 : 0;
            graduals += cut ? 0 : 1;
            gradualsFound += cut || match == null ? 0 : 1;
            if (match == null) {
                misses.append(name).append(" missed ").append(change).append('\n');
            }
        }
        for (Shot shot : unused) {
            boolean cut = shot.transition() == Transition.CUT;
            falseCuts += cut ? 1 : 0;
            falseGraduals += cut ? 0 : 1;
            misses.append(name).append(" false ").append(shot).append('\n');
        }
    }

    double cutRecall() {
        return cuts == 0 ? 1 : cutsFound / (double) cuts;
    }

    double cutPrecision() {
        return cutsFound + falseCuts == 0 ? 1 : cutsFound / (double) (cutsFound + falseCuts);
    }

    double gradualRecall() {
        return graduals == 0 ? 1 : gradualsFound / (double) graduals;
    }

    int falseGraduals() {
        return falseGraduals;
    }

    /** Every miss and every false boundary, a line each. */
    String misses() {
        return misses.toString();
    }

    @Override
    public String toString() {
        return "cuts %d/%d (false %d), gradual %d/%d (false %d)"
                .formatted(cutsFound, cuts, falseCuts, gradualsFound, graduals, falseGraduals);
    }
}
