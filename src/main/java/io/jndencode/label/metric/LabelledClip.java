package io.jndencode.label.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jndencode.media.CodingCost;
import io.jndencode.quality.CurvePoint;
import io.jndencode.quality.ShotContent;
import io.jndencode.quality.rule.MetricLevels;
import java.util.List;

/**
 * A run that is done: one line of the journal, one entry of the manifest.
 *
 * @param run where its frames come from
 * @param bytes of the source file when it was labelled
 * @param rule which rule found the levels, {@link io.jndencode.quality.rule.MetricJndModel#fingerprint}
 * @param split the part of the dataset its pictures are in
 * @param levels metric-JND QPs
 * @param curve every encode that was measured
 * @param content of the frames
 * @param encodes in all, those for the pictures at JND quality included
 * @param probes how well each of the run's pictures codes after the frame before it; {@code trials} in the file, as its first version
 *     named them
 */
record LabelledClip(
        Clip run,
        long bytes,
        String rule,
        String split,
        MetricLevels levels,
        List<CurvePoint> curve,
        ShotContent content,
        int encodes,
        @JsonProperty("trials") List<CodingCost> probes) {
    LabelledClip {
        curve = List.copyOf(curve);
        probes = probes == null ? List.of() : List.copyOf(probes); // lines of older versions have none
    }
}
