package io.jndencode.train;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.jndencode.JndException;
import io.jndencode.jnd.JndLevel;
import io.jndencode.model.InputSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Judges a finished model file on one part of a dataset, picture by picture, exactly as it will be run. */
public final class ModelJudge {
    private ModelJudge() {}

    /**
     * What is judged.
     *
     * @param model with input {@code frame} (N, 3, rows, columns) BGR 0..255 and output {@code jnd} (N, levels)
     * @param size of its frames
     * @param levels what its outputs are
     */
    record Judged(ModelProto model, InputSize size, List<JndLevel> levels) {}

    /** Predictions of a model file for the pictures of a part, by picture. */
    public static Verdict judge(Path file, DatasetLayout layout, Split split, int threads) {
        Dataset dataset = Dataset.read(layout, split);
        Judged judged = read(file);
        List<List<Double>> predictions = predict(judged, dataset, threads);
        LabelStatistics labels =
                LabelStatistics.of(Dataset.read(layout, Split.TRAIN).pictures());
        return new Verdict(labels, ShotScores.of(judged.levels(), dataset.pictures(), predictions), predictions);
    }

    /**
     * What came out.
     *
     * @param labels the training labels: their means are the constant predictor
     * @param scores by shot
     * @param predictions by picture, in the dataset's order
     */
    public record Verdict(LabelStatistics labels, ShotScores scores, List<List<Double>> predictions) {
        public Verdict {
            predictions = List.copyOf(predictions);
        }
    }

    private static Judged read(Path file) {
        ModelProto model;
        try (InputStream in = Files.newInputStream(file)) {
            model = ModelProto.parseFrom(in);
        } catch (IOException e) {
            throw new JndException.Model("The model %s is missing or not an ONNX file.".formatted(file), e);
        }
        Map<String, String> metadata = model.getMetadataPropsList().stream()
                .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
        try {
            return new Judged(
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

    /** Predictions for a dataset's pictures, gathered by shot. */
    static ShotScores scores(Judged judged, Dataset dataset, int threads) {
        return ShotScores.of(judged.levels(), dataset.pictures(), predict(judged, dataset, threads));
    }

    private static List<List<Double>> predict(Judged judged, Dataset dataset, int threads) {
        InputSize size = judged.size();
        FloatBuffer frame = FloatBuffer.allocate(3 * size.width() * size.height());
        FloatBuffer before = FloatBuffer.allocate(3 * size.width() * size.height());
        boolean looksBack = judged.model().getGraph().getInputList().stream()
                .anyMatch(input -> input.getName().equals("previous"));
        List<List<Double>> predictions = new ArrayList<>();
        try (ModelRunner runner = new ModelRunner(judged.model(), threads)) {
            for (LabelledPicture picture : dataset.pictures()) {
                Pictures.planar(Pictures.read(picture.file(), size), false, frame.clear());
                Map<String, ModelRunner.Feed> feeds = new HashMap<>();
                feeds.put("frame", new ModelRunner.Feed(frame, 1, 3, size.height(), size.width()));
                if (looksBack) {
                    Pictures.planar(Pictures.read(dataset.previous(picture), size), false, before.clear());
                    feeds.put("previous", new ModelRunner.Feed(before, 1, 3, size.height(), size.width()));
                }
                float[] jnd = runner.run(feeds).getOrDefault("jnd", new float[0]);
                if (jnd.length != judged.levels().size()) {
                    throw new JndException.Model("The model gives %d levels in its output jnd; expected %d."
                            .formatted(jnd.length, judged.levels().size()));
                }
                predictions.add(WeightFeeds.doubles(jnd));
            }
        }
        return predictions;
    }
}
