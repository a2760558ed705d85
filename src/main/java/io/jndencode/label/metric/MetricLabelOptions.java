package io.jndencode.label.metric;

import io.jndencode.dataset.GroupSplitter;
import io.jndencode.quality.rule.MetricJndModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What to label, and how.
 *
 * @param inputs videos, pictures, and folders of both
 * @param out the dataset's folder, made where missing; what already stands in it is kept
 * @param rule from metrics to levels
 * @param groups how sources are dealt to train, valid and test
 * @param maxShots of a video
 * @param pictures taken of a shot, half as many of a pan
 * @param coded also write the pictures at JND quality
 * @param workers shots done at once
 */
public record MetricLabelOptions(
        List<Path> inputs,
        Path out,
        MetricJndModel rule,
        GroupSplitter groups,
        int maxShots,
        int pictures,
        boolean coded,
        int workers) {
    public MetricLabelOptions {
        inputs = List.copyOf(inputs);
        Objects.requireNonNull(out, "out is null");
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("no video, picture or folder given");
        }
        if (maxShots < 1 || pictures < 1 || workers < 1) {
            throw new IllegalArgumentException("shots, pictures and workers must be at least 1, not %d, %d, %d"
                    .formatted(maxShots, pictures, workers));
        }
    }
}
