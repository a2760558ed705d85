package io.jndencode.label.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jndencode.jnd.JndLevels;
import io.jndencode.media.CodingCost;
import io.jndencode.quality.CurvePoint;
import io.jndencode.quality.ShotContent;
import java.util.List;

/**
 * A finished clip: one line of the journal, one entry of the manifest.
 *
 * @param run where its frames come from
 * @param bytes size of the source file when it was labelled
 * @param rule the rule that found the levels, {@link io.jndencode.quality.rule.MetricJndModel#fingerprint}
 * @param split the part of the dataset its pictures are in
 * @param levels metric-JND QPs
 * @param curve all measured encodes
 * @param content statistics of the frames
 * @param encodes number of encodes, including those for the pictures at JND quality
 * @param probes how well each of the clip's pictures codes after the frame before it; {@code trials} in the file, as its first version
 *     named them
 */
record LabelledClip(
        Clip run,
        long bytes,
        String rule,
        String split,
        JndLevels levels,
        List<CurvePoint> curve,
        ShotContent content,
        int encodes,
        @JsonProperty("trials") List<CodingCost> probes) {
    LabelledClip {
        curve = List.copyOf(curve);
        probes = probes == null ? List.of() : List.copyOf(probes); // older versions wrote none
    }
}
