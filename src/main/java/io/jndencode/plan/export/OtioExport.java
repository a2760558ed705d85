package io.jndencode.plan.export;

import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import io.jndencode.shot.OtioTimeline;
import io.jndencode.shot.ShotList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exports the shots of a plan as an OpenTimelineIO timeline; the metadata of every clip holds the decisions under
 * {@code jnd-encode}.
 */
final class OtioExport {
    private OtioExport() {}

    static String text(Sidecar sidecar) {
        ShotList list = EdlExport.shots(sidecar);
        return new OtioTimeline(
                        list, shot -> facts(sidecar.shots().get(shot.shot().index())))
                .text();
    }

    private static Map<String, Object> facts(SidecarShot shot) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("qp", shot.qp());
        put(facts, "crf", shot.settings().crf());
        put(facts, "jnd", shot.prediction().jnd());
        put(facts, "spread", shot.prediction().spread());
        put(facts, "confidence", shot.prediction().confidence());
        put(facts, "clampedBy", shot.settings().clampedBy());
        put(facts, "result", shot.result());
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}
