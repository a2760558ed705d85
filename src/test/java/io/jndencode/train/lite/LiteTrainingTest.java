package io.jndencode.train.lite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.BgrImage;
import io.jndencode.media.CodingCost;
import io.jndencode.train.TinyDataset;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.network.Provenance;
import io.jndencode.train.network.WeightPrecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiteTrainingTest {
    private static final Provenance HERE = new Provenance("test", "train lite", WeightPrecision.FLOAT32);

    @TempDir
    private Path folder;

    private LiteTraining training(DatasetLayout layout, List<String> neverTrained) {
        return new LiteTraining(
                layout,
                TrainOptions.reference(folder.resolve("out")),
                HERE,
                new LiteTraining.EvaluationOptions(3, neverTrained));
    }

    @Test
    void grainThatDecidesTheLevelIsFoundInSourcesNeverSeenAndTheFileIsAModel() throws IOException {
        DatasetLayout layout = TinyDataset.write(folder.resolve("data"), 6);
        LiteTraining.Outcome outcome = training(layout, List.of("p5")).run(event -> {});
        ValidationReport report = outcome.crossValidated();
        assertThat(report.shots()).hasSize(18);
        assertThat(report.error(0)).isLessThan(report.constantError(0));
        assertThat(report.rankCorrelation(0)).isGreaterThan(0.7);
        assertThat(report.lines("held out")).hasSize(3).first().asString().contains("over 18 shots");
        try (JndModel model = JndModel.load(outcome.model(), 1)) {
            assertThat(model.usesPreviousFrame()).isTrue();
            assertThat(model.card().error().get(0))
                    .isLessThan(model.card().constantError().get(0));
            assertThat(model.card().property("jnd.error.judged")).contains("3 folds");
            BgrImage black = new BgrImage(320, 176, new byte[320 * 176 * 3]);
            assertThat(model.predict(List.of(FramePair.still(black))).confidence())
                    .isEqualTo(JndPrediction.Confidence.OUT_OF_DISTRIBUTION);
        }
    }

    @Test
    void theSameDataGivesTheSameFileAndPicturesAreLookedAtOnce() throws IOException {
        DatasetLayout layout = TinyDataset.write(folder.resolve("data"), 6);
        Path model = training(layout, List.of()).run(event -> {}).model();
        byte[] first = Files.readAllBytes(model);
        Path features = folder.resolve("out/checkpoints/signs.tsv");
        long size = Files.size(features);
        // A line cut by a crash is worked out again, the others are taken as they are.
        byte[] text = Files.readAllBytes(features);
        Files.write(features, java.util.Arrays.copyOf(text, text.length - 40));
        Files.writeString(features, "\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(training(layout, List.of()).run(event -> {}).model()).hasBinaryContent(first);
        assertThat(Files.size(features)).isGreaterThanOrEqualTo(size);
    }

    @Test
    void aDatasetSomeOfWhichWasNotTriedIsJudgedByItsLookAlone() throws IOException {
        DatasetLayout layout = TinyDataset.write(folder.resolve("data"), 6);
        CodingCost probe = new CodingCost(40, 100, 2, 3);
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Split split : Split.values()) {
            for (int i = 0; i < 6; i++) {
                boolean untried = split == Split.TRAIN && i == 2;
                entries.add(new Manifest.Entry(
                        "p" + i + ".png",
                        split.folder(),
                        "s" + i,
                        "s" + i,
                        entries.size(),
                        0,
                        "video",
                        24 + i,
                        29 + i,
                        33 + i,
                        1,
                        1,
                        untried ? null : probe));
            }
        }
        new Manifest(Manifest.SCHEMA, "made", entries).write(layout.manifest());
        LiteTraining.Outcome outcome = training(layout, List.of()).run(event -> {});
        assertThat(outcome.crossValidated().shots()).hasSize(18);
        try (JndModel model = JndModel.load(outcome.model(), 1)) {
            assertThat(model.usesProbeEncode()).isFalse();
        }
    }

    @Test
    void tooFewShotsAreRefused() throws IOException {
        DatasetLayout layout = TinyDataset.write(folder.resolve("data"), 6);
        assertThatThrownBy(
                        () -> training(layout, List.of("p0", "p1", "p2", "p3")).run(event -> {}))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("6 shots");
    }
}
