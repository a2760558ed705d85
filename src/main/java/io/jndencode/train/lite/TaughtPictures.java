package io.jndencode.train.lite;

import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevels;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pseudo-labelled pictures for a network that is trained on a dataset's training part and judged on the others: their levels are said anew
 * by a lite net of the training part alone, and pictures of the sources it is judged on are left out. So nothing of those reaches the
 * network, neither by their labels nor by their pictures.
 */
public final class TaughtPictures {
    private static final int FOLDS = 2;

    private final DatasetLayout data;
    private final DatasetLayout pseudo;
    private final TrainOptions options;

    /**
     * Creates the task.
     *
     * @param data labelled shots
     * @param pseudo pseudo-labelled pictures, whose own levels are not used
     */
    public TaughtPictures(DatasetLayout data, DatasetLayout pseudo, TrainOptions options) {
        this.data = data;
        this.pseudo = pseudo;
        this.options = options;
    }

    /** Returns the pictures with their new levels. */
    public List<LabelledPicture> read(Consumer<TrainEvent> listener) {
        List<LabelledPicture> pictures = pictures(pseudo);
        pictures(data);
        TrainOptions apart = apart();
        LiteTeacher teacher = new LiteTeacher(
                data, options, pseudo, apart, new LiteTraining.EvaluationOptions(FOLDS, List.of()), listener);
        List<List<Double>> levels = teacher.ofTrainingPart().pseudo();
        List<Boolean> allowed = teacher.outsideJudgedParts();
        if (levels.size() != pictures.size()) {
            throw new JndException.Model(
                    "%s has %d shots of %d pictures; pseudo-labelled pictures are shots of their own, as `label pseudo` makes them."
                            .formatted(pseudo.root(), levels.size(), pictures.size()));
        }
        List<LabelledPicture> taught = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            if (allowed.get(i)) {
                taught.add(relabelled(pictures.get(i), levels.get(i)));
            }
        }
        if (taught.isEmpty()) {
            throw new JndException.Model("%s has no pictures but of sources that %s holds back to validate and test on."
                    .formatted(pseudo.root(), data.root()));
        }
        return taught;
    }

    private static LabelledPicture relabelled(LabelledPicture picture, List<Double> levels) {
        return new LabelledPicture(
                picture.file(),
                picture.source(),
                picture.shot(),
                new JndLevels(levels.get(0), levels.get(1), levels.get(2)),
                picture.tag(),
                picture.weight(),
                picture.probe());
    }

    /** Reads all parts, in their order; every picture must have its trial encode. */
    private static List<LabelledPicture> pictures(DatasetLayout layout) {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (Split split : Split.values()) {
            if (split == Split.TRAIN || Dataset.exists(layout, split)) {
                pictures.addAll(Dataset.read(layout, split).pictures());
            }
        }
        pictures.stream().filter(picture -> picture.probe() == null).findFirst().ifPresent(picture -> {
            throw new JndException.Model(
                    "%s says nothing of a trial encode of %s, from which pseudo-labels are said: make the dataset with this version's label."
                            .formatted(layout.manifest(), picture.name()));
        });
        return pictures;
    }

    /** The same options with a folder of their own for what is kept of the pseudo-labelled pictures. */
    private TrainOptions apart() {
        TrainOptions.Output output = options.output();
        TrainOptions.Output apart = new TrainOptions.Output(
                output.models(), output.checkpoints().resolve("pseudo"), output.logs(), output.seconds());
        try {
            Files.createDirectories(apart.checkpoints());
        } catch (IOException e) {
            throw new JndException.Model("The folder %s cannot be made.".formatted(apart.checkpoints()), e);
        }
        return new TrainOptions(
                options.schedule(), options.sampling(), options.regularisation(), apart, options.threads());
    }
}
