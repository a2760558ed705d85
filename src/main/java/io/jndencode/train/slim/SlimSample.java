package io.jndencode.train.slim;

import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.media.CodingCost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A picture of a dataset as the slim net takes it.
 *
 * @param picture with its levels, which are those of a model if the dataset is pseudo-labelled
 * @param previous the frame before it
 * @param trial the figures of its trial encode
 * @param group what shows the same thing: never on both sides of a fold
 * @param split the part it is in
 */
record SlimSample(LabelledPicture picture, Path previous, CodingCost trial, String group, Split split) {
    /** Reads all parts of a dataset, in the order of the parts. */
    static List<SlimSample> all(DatasetLayout layout) {
        Map<String, String> groups = new HashMap<>();
        if (Files.exists(layout.manifest())) {
            for (Manifest.Entry entry : Manifest.read(layout.manifest()).pictures()) {
                groups.put(entry.source(), entry.group());
            }
        }
        List<SlimSample> samples = new ArrayList<>();
        for (Split split : Split.values()) {
            if (split == Split.TRAIN || Dataset.exists(layout, split)) {
                Dataset part = Dataset.read(layout, split);
                for (LabelledPicture picture : part.pictures()) {
                    String group = groups.getOrDefault(picture.source(), picture.source());
                    samples.add(new SlimSample(picture, part.previous(picture), trial(layout, picture), group, split));
                }
            }
        }
        return samples;
    }

    private static CodingCost trial(DatasetLayout layout, LabelledPicture picture) {
        CodingCost trial = picture.probe();
        if (trial == null) {
            throw new JndException.Model(
                    "%s says nothing of a trial encode of %s: make the dataset with this version's label."
                            .formatted(layout.manifest(), picture.name()));
        }
        return trial;
    }
}
