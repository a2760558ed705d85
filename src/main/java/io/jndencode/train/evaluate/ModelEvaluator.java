package io.jndencode.train.evaluate;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.LabelStatistics;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.dataset.SourceHashes;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.media.CodingCost;
import io.jndencode.model.InputSize;
import io.jndencode.train.data.Pictures;
import io.jndencode.train.onnx.ModelRunner;
import io.jndencode.train.onnx.WeightFeeds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Evaluates a finished model file on one part of a dataset, picture by picture, exactly as it will be run. */
public final class ModelEvaluator {
    private ModelEvaluator() {}

    /**
     * The model to evaluate.
     *
     * @param model with input {@code frame} (N, 3, rows, columns) BGR 0..255 and output {@code jnd} (N, levels)
     * @param size size of its frames
     * @param levels the meaning of its outputs
     */
    public record Evaluated(ModelProto model, InputSize size, List<JndLevel> levels) {}

    /** Returns the predictions of a model file for the pictures of a part, by picture. */
    public static Verdict evaluate(Path file, DatasetLayout layout, Split split, int threads) {
        Dataset dataset = Dataset.read(layout, split);
        Evaluated evaluated = read(file);
        Answers answers = predict(evaluated, dataset, threads);
        LabelStatistics labels =
                LabelStatistics.of(Dataset.read(layout, Split.TRAIN).pictures());
        return new Verdict(
                labels,
                ShotScores.of(evaluated.levels(), dataset.pictures(), answers.levels()),
                answers.levels(),
                safety(evaluated, dataset, answers),
                sources(evaluated.model()).map(known -> known.shots(dataset.pictures())));
    }

    /**
     * The result.
     *
     * @param labels the training labels, whose means are the constant predictor
     * @param scores scores by shot
     * @param predictions predictions by picture, in the dataset's order
     * @param safety what a safety margin does to the shots; empty if the model does not predict JND1 or says nothing of its error
     * @param learnt shots whose source the model was trained on; empty if its file does not record them
     */
    public record Verdict(
            LabelStatistics labels,
            ShotScores scores,
            List<List<Double>> predictions,
            Optional<SafetyTable> safety,
            Optional<Integer> learnt) {
        public Verdict {
            predictions = List.copyOf(predictions);
        }
    }

    /** Returns the sources a model file says it was trained on; empty if it does not record them. */
    public static Optional<SourceHashes> sources(Path file) {
        return sources(parsed(file));
    }

    private static Optional<SourceHashes> sources(ModelProto model) {
        return SourceHashes.read(metadata(model).get(SourceHashes.KEY));
    }

    private static Map<String, String> metadata(ModelProto model) {
        return model.getMetadataPropsList().stream()
                .collect(Collectors.toMap(
                        StringStringEntryProto::getKey, StringStringEntryProto::getValue, (first, last) -> last));
    }

    private static ModelProto parsed(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ModelProto.parseFrom(in);
        } catch (IOException e) {
            throw new JndException.Model("The model %s is missing or not an ONNX file.".formatted(file), e);
        }
    }

    private static Evaluated read(Path file) {
        ModelProto model = parsed(file);
        Map<String, String> metadata = metadata(model);
        try {
            return new Evaluated(
                    model,
                    new InputSize(
                            Integer.parseInt(metadata.getOrDefault("jnd.input.width", "")),
                            Integer.parseInt(metadata.getOrDefault("jnd.input.height", ""))),
                    Arrays.stream(metadata.getOrDefault("jnd.levels", "").split(",", -1))
                            .map(JndLevel::valueOf)
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new JndException.Model(
                    "The model %s does not say in its metadata what frames it takes and what levels it gives."
                            .formatted(file),
                    e);
        }
    }

    /** Returns the predictions for a dataset's pictures, grouped by shot. */
    public static ShotScores scores(Evaluated evaluated, Dataset dataset, int threads) {
        return ShotScores.of(
                evaluated.levels(),
                dataset.pictures(),
                predict(evaluated, dataset, threads).levels());
    }

    /**
     * A model's answers by picture, in the dataset's order.
     *
     * @param levels predicted levels
     * @param spreads expected errors of JND1; empty if the model gives none
     */
    private record Answers(List<List<Double>> levels, List<Double> spreads) {}

    /** Returns the shots as they would be planned; without a spread of its own, a model's error stands for it, as in the main job. */
    private static Optional<SafetyTable> safety(Evaluated evaluated, Dataset dataset, Answers answers) {
        int jnd1 = evaluated.levels().indexOf(JndLevel.JND1);
        Optional<Double> error = Optional.ofNullable(metadata(evaluated.model()).get("jnd.error.mae"))
                .map(text -> Double.valueOf(text.split(",", -1)[0]));
        if (jnd1 < 0 || (answers.spreads().isEmpty() && error.isEmpty())) {
            return Optional.empty();
        }
        Map<Integer, List<SafetyTable.Frame>> frames = new LinkedHashMap<>();
        Map<Integer, LabelledPicture> first = new LinkedHashMap<>();
        for (int i = 0; i < dataset.pictures().size(); i++) {
            LabelledPicture picture = dataset.pictures().get(i);
            double spread = answers.spreads().isEmpty()
                    ? error.get()
                    : answers.spreads().get(i);
            first.putIfAbsent(picture.shot(), picture);
            frames.computeIfAbsent(picture.shot(), shot -> new ArrayList<>())
                    .add(new SafetyTable.Frame(answers.levels().get(i).get(jnd1), spread));
        }
        return Optional.of(new SafetyTable(first.values().stream()
                .map(shot -> SafetyTable.Shot.of(
                        shot.source(), shot.levels().jnd1(), frames.getOrDefault(shot.shot(), List.of())))
                .toList()));
    }

    private static Answers predict(Evaluated evaluated, Dataset dataset, int threads) {
        List<List<Double>> predictions = new ArrayList<>();
        List<Double> spreads = new ArrayList<>();
        PictureFeeds feeds = new PictureFeeds(evaluated, dataset);
        try (ModelRunner runner = new ModelRunner(evaluated.model(), threads)) {
            for (LabelledPicture picture : dataset.pictures()) {
                Map<String, float[]> answer = runner.run(feeds.of(picture));
                float[] jnd = answer.getOrDefault("jnd", new float[0]);
                if (jnd.length != evaluated.levels().size()) {
                    throw new JndException.Model("The model gives %d levels in its output jnd; expected %d."
                            .formatted(jnd.length, evaluated.levels().size()));
                }
                predictions.add(WeightFeeds.doubles(jnd));
                spreads.addAll(WeightFeeds.doubles(answer.getOrDefault("spread", new float[0])));
            }
        }
        return new Answers(predictions, spreads);
    }

    /** Prepares pictures as the model's inputs, one at a time. */
    private static final class PictureFeeds {
        private final Dataset dataset;
        private final InputSize size;
        private final Set<String> wanted;
        private final FloatBuffer frame;
        private final FloatBuffer before;

        PictureFeeds(Evaluated evaluated, Dataset dataset) {
            this.dataset = dataset;
            this.size = evaluated.size();
            this.wanted = evaluated.model().getGraph().getInputList().stream()
                    .map(ValueInfoProto::getName)
                    .collect(Collectors.toSet());
            this.frame = FloatBuffer.allocate(3 * size.width() * size.height());
            this.before = FloatBuffer.allocate(3 * size.width() * size.height());
        }

        /** Valid until the next call. */
        Map<String, ModelRunner.Feed> of(LabelledPicture picture) {
            Map<String, ModelRunner.Feed> feeds = new HashMap<>();
            feeds.put("frame", read(picture.file(), frame));
            if (wanted.contains("previous")) {
                feeds.put("previous", read(dataset.previous(picture), before));
            }
            if (wanted.contains("trial")) {
                feeds.put(
                        "trial",
                        new ModelRunner.Feed(FloatBuffer.wrap(probe(picture).numbers()), 1, CodingCost.NUMBERS));
            }
            return feeds;
        }

        private ModelRunner.Feed read(Path file, FloatBuffer into) {
            Pictures.planar(Pictures.read(file, size), false, into.clear());
            return new ModelRunner.Feed(into, 1, 3, size.height(), size.width());
        }

        private CodingCost probe(LabelledPicture picture) {
            CodingCost probe = picture.probe();
            if (probe == null) {
                throw new JndException.Model(
                        "The model wants trial encodes, and %s says nothing of one for %s: make the dataset with this version's label."
                                .formatted(dataset.layout().manifest(), picture.name()));
            }
            return probe;
        }
    }
}
