package io.jndencode.train.lite;

import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the lite net's inputs for all parts of a dataset. */
final class ShotFeatureSet {
    private final DatasetLayout layout;
    private final TrainOptions options;

    ShotFeatureSet(DatasetLayout layout, TrainOptions options) {
        this.layout = layout;
        this.options = options;
    }

    /** Returns the shots of all parts that exist, the training part's first. */
    List<ShotFeatures> read(Consumer<TrainEvent> listener) {
        List<Dataset> parts = new ArrayList<>();
        for (Split split : Split.values()) {
            // Only the training part must be there.
            if (split == Split.TRAIN || Dataset.exists(layout, split)) {
                parts.add(Dataset.read(layout, split));
            }
        }
        int pictures = parts.stream().mapToInt(part -> part.pictures().size()).sum();
        // Nets of all parts are evaluated on all parts, so either every picture has a trial encode or none is used.
        boolean tried =
                parts.stream().flatMap(part -> part.pictures().stream()).allMatch(picture -> picture.probe() != null);
        Map<String, String> groups = groups();
        List<ShotFeatures> shots = new ArrayList<>();
        int done = 0;
        try (LiteFeatureCache store =
                new LiteFeatureCache(options.output().checkpoints().resolve("signs.tsv"), options.threads())) {
            for (Dataset part : parts) {
                Map<Integer, List<FrameFeatures>> frames = new LinkedHashMap<>();
                Map<Integer, LabelledPicture> first = new LinkedHashMap<>();
                for (LabelledPicture picture : part.pictures()) {
                    frames.computeIfAbsent(picture.shot(), shot -> new ArrayList<>())
                            .add(FrameFeatures.of(
                                    store.of(picture.file(), part.previous(picture)), tried ? picture.probe() : null));
                    first.putIfAbsent(picture.shot(), picture);
                    listener.accept(new TrainEvent.Caching(++done, pictures));
                }
                frames.forEach((shot, features) -> shots.add(
                        shot(first.getOrDefault(shot, part.pictures().get(0)), groups, part.split(), features)));
            }
        }
        return shots;
    }

    private static ShotFeatures shot(
            LabelledPicture picture, Map<String, String> groups, Split split, List<FrameFeatures> features) {
        return new ShotFeatures(
                picture.source(),
                groups.getOrDefault(picture.source(), picture.source()),
                picture.tag(),
                picture.levels(),
                picture.weight(),
                split,
                features);
    }

    /** Returns the group of each source in the manifest, if there is one. */
    private Map<String, String> groups() {
        Map<String, String> groups = new HashMap<>();
        if (Files.exists(layout.manifest())) {
            for (Manifest.Entry entry : Manifest.read(layout.manifest()).pictures()) {
                groups.put(entry.source(), entry.group());
            }
        }
        return groups;
    }
}
