package io.jndencode.train;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.jndencode.JndException;
import io.jndencode.media.BgrImage;
import io.jndencode.model.InputSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Judges a finished model file on one part of a dataset, picture by picture, exactly as it will be run. */
public final class ModelJudge {
    private static final int LEVELS = 3;

    private ModelJudge() {}

    /**
     * Judges a three-level model beside the constant predictor.
     *
     * @param model an ONNX file with input {@code frame} (N, 3, 352, 640) BGR 0..255 and output {@code jnd} (N, 3)
     * @param split the part to judge on; the constant is the training part's mean
     */
    public static List<Evaluation> judge(Path model, DatasetLayout layout, Split split, int threads) {
        ModelProto network;
        try (InputStream in = Files.newInputStream(model)) {
            network = ModelProto.parseFrom(in);
        } catch (IOException e) {
            throw new JndException.Model("The model %s is missing or not an ONNX file.".formatted(model), e);
        }
        LabelStatistics labels =
                LabelStatistics.of(Dataset.read(layout, Split.TRAIN).pictures());
        ShotScores scores = scores(network, Dataset.read(layout, split), threads);
        return IntStream.range(0, LEVELS)
                .mapToObj(level -> scores.judge(level, labels.means().get(level)))
                .toList();
    }

    /** Predictions for a dataset's pictures, gathered by shot. */
    static ShotScores scores(ModelProto network, Dataset dataset, int threads) {
        InputSize size = InputSize.STANDARD;
        FloatBuffer frame = FloatBuffer.allocate(3 * size.width() * size.height());
        List<List<Double>> predictions = new ArrayList<>();
        try (ModelRunner runner = new ModelRunner(network, threads)) {
            for (LabelledPicture picture : dataset.pictures()) {
                BgrImage pixels = Resize.to(Pictures.read(picture.file()), size.width(), size.height());
                Pictures.planar(pixels, false, frame.clear());
                float[] jnd = runner.run(
                                Map.of("frame", new ModelRunner.Feed(frame, 1, 3, size.height(), size.width())))
                        .getOrDefault("jnd", new float[0]);
                if (jnd.length != LEVELS) {
                    throw new JndException.Model(
                            "The model gives %d levels in its output jnd; expected %d.".formatted(jnd.length, LEVELS));
                }
                predictions.add(IntStream.range(0, LEVELS)
                        .mapToObj(i -> (double) jnd[i])
                        .toList());
            }
        }
        return ShotScores.of(dataset.pictures(), predictions);
    }
}
