package io.jndencode.train.slim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndPrediction;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.BgrImage;
import io.jndencode.media.CodingCost;
import io.jndencode.media.modelinput.ProbeCost;
import io.jndencode.train.TinyDataset;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.lite.LiteTraining;
import io.jndencode.train.network.Provenance;
import io.jndencode.train.network.WeightPrecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlimTrainingTest {
    private static final int PICTURES = 4;
    private static final SlimRecipe RECIPE = new SlimRecipe(
            new SlimRecipe.Stage(1, 6, 1e-3, 0),
            new SlimRecipe.Stage(1, 4, 1e-4, 1e-2),
            new SlimRecipe.Stage(1, 4, 1e-4, 1e-2),
            32);

    @TempDir
    private Path folder;

    private SlimTraining training(DatasetLayout data, DatasetLayout pseudo) {
        TrainOptions.Output output = TrainOptions.Output.in(folder.resolve("out"));
        TrainOptions reference = TrainOptions.reference(folder.resolve("out"));
        TrainOptions options =
                new TrainOptions(reference.schedule(), reference.sampling(), reference.regularisation(), output, 1);
        return new SlimTraining(
                data,
                pseudo,
                options,
                new Provenance("test", "train mj-lat-small", WeightPrecision.FLOAT32),
                new LiteTraining.EvaluationOptions(2, List.of("s3")),
                RECIPE);
    }

    /** Labels follow from the decibels of the trial. */
    private DatasetLayout dataset(String name, String labels) throws IOException {
        DatasetLayout layout = TinyDataset.write(folder.resolve(name), PICTURES);
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Split split : Split.values()) {
            for (int i = 0; i < PICTURES; i++) {
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
                        new CodingCost(36 + i, 100, 2, 3)));
            }
        }
        new Manifest(Manifest.SCHEMA, labels, entries).write(layout.manifest());
        return layout;
    }

    @Test
    @Tag("long")
    void aStoppedTrainingEndsInTheSameFileWhichIsAModelWithOrderedLevels() throws IOException {
        DatasetLayout data = dataset("data", "metric-JND");
        DatasetLayout pseudo = dataset("pseudo", "pseudo-labels by a test");
        SlimTraining.Outcome outcome = training(data, pseudo).run(event -> {});
        assertThat(outcome.crossValidated().shots()).hasSize(3 * PICTURES);
        assertThat(outcome.crossValidated().error(0))
                .isLessThan(outcome.crossValidated().constantError(0));
        try (JndModel model = JndModel.load(outcome.model(), 1)) {
            assertThat(model.usesPreviousFrame()).isTrue();
            assertThat(model.usesProbeEncode()).isTrue();
            assertThat(model.card().labels()).contains("metric-JND", "pseudo-labels");
            BgrImage grey = grey();
            ProbeCost probe = new ProbeCost(new CodingCost(38, 100, 2, 3), 0, 0);
            JndPrediction levels = model.predict(List.of(new FramePair(grey, grey, probe)));
            assertThat(levels.levels().jnd2()).isGreaterThan(levels.levels().jnd1());
            assertThat(levels.levels().jnd3()).isGreaterThan(levels.levels().jnd2());
        }
        byte[] whole = Files.readAllBytes(outcome.model());
        try (Stream<Path> kept = Files.list(folder.resolve("out/checkpoints"))) {
            for (Path file : kept.filter(each -> each.toString().contains("fold01")
                            || each.toString().contains("-all-"))
                    .toList()) {
                Files.delete(file);
            }
        }
        assertThat(training(data, pseudo).run(event -> {}).model()).hasBinaryContent(whole);
    }

    private static BgrImage grey() {
        byte[] samples = new byte[320 * 176 * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (100 + i % 40);
        }
        return new BgrImage(320, 176, samples);
    }

    @Test
    void picturesWithoutTheirJndQualityTeachNoEncoder() throws IOException {
        DatasetLayout data = dataset("data", "metric-JND");
        DatasetLayout pseudo = dataset("pseudo", "pseudo-labels by a test");
        for (JndLevel level : JndLevel.values()) {
            for (Split split : Split.values()) {
                for (int i = 0; i < PICTURES; i++) {
                    Files.delete(pseudo.coded(split, level).resolve(String.format(Locale.ROOT, "p%d.png", i)));
                }
            }
        }
        assertThatThrownBy(() -> training(data, pseudo).run(event -> {}))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("without --plain");
    }
}
