package io.jndencode.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.LevelsFile;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevels;
import io.jndencode.media.BgrImage;
import io.jndencode.media.read.PictureWriter;
import io.jndencode.model.Architecture;
import io.jndencode.model.InputSize;
import io.jndencode.train.LearningRate;
import io.jndencode.train.TrainEvent;
import io.jndencode.train.TrainOptions;
import io.jndencode.train.data.NetworkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An autoencoder as large as the published ones, trained on crops. */
@Tag("long")
class BackboneTrainingTest {
    private static final int EPOCHS = 3;
    private static final InputSize SIZE = new InputSize(160, 96);

    @TempDir
    private Path folder;

    @BeforeEach
    void aSmallDataset() throws IOException {
        DatasetLayout layout = new DatasetLayout(folder.resolve("set"));
        int seed = 0;
        for (Split split : List.of(Split.TRAIN, Split.VALID)) {
            Files.createDirectories(layout.pictures(split));
            List<JndLevels> rows = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                PictureWriter.png(landscape(seed++), layout.pictures(split).resolve("p" + i + ".png"));
                rows.add(new JndLevels(26, 31, 34));
            }
            LevelsFile.write(layout.levels(split), rows);
        }
    }

    /** Smooth shades with edges and grain: something an autoencoder has to work at. */
    private static BgrImage landscape(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] samples = new byte[SIZE.width() * SIZE.height() * 3];
        for (int i = 0; i < samples.length; i++) {
            int x = i / 3 % SIZE.width();
            int y = i / 3 / SIZE.width();
            double shade = 110 + 60 * Math.sin(x / (20.0 + seed)) + (y > 45 + 12 * Math.sin(x / 12.0) ? 50 : -30);
            samples[i] = (byte) Math.max(0, Math.min(255, shade + random.nextInt(12)));
        }
        return new BgrImage(SIZE.width(), SIZE.height(), samples);
    }

    private BackboneTraining training(String results) {
        TrainOptions options = new TrainOptions(
                new TrainOptions.Schedule(EPOCHS, 2, new LearningRate(3e-4, LearningRate.Decay.COSINE, 0)),
                new TrainOptions.Sampling(5, SIZE, 64, true),
                TrainOptions.Regularisation.NONE,
                TrainOptions.Output.in(folder.resolve(results)),
                1);
        TrainingMaterial material = new TrainingMaterial(
                new DatasetLayout(folder.resolve("set")), folder, Optional.empty(), Optional.empty());
        return new BackboneTraining(NetworkId.of(Architecture.IMG_RECON, Optional.empty()), material, options);
    }

    @Test
    void theLossFallsOnHeldOutPictures() {
        List<Double> losses = new ArrayList<>();
        training("results").run(event -> {
            if (event instanceof TrainEvent.EpochDone epoch) {
                losses.add(epoch.validLoss());
            }
        });
        assertThat(losses).hasSize(EPOCHS);
        assertThat(losses.get(EPOCHS - 1)).isLessThan(losses.get(0));
    }

    @Test
    void aRunThatWasStoppedEndsWithTheWeightsOfAnUndisturbedOne() throws IOException {
        Path undisturbed = training("undisturbed").run(event -> {});
        int[] steps = {0};
        assertThatThrownBy(() -> training("stopped").run(event -> {
                    if (event instanceof TrainEvent.Stepped && ++steps[0] == 3) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(JndException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        Path resumed = training("stopped").run(event -> {});
        assertThat(resumed).hasSameBinaryContentAs(undisturbed);
        try (Stream<String> lines = Files.lines(folder.resolve("stopped/logs-img-recon.csv"))) {
            assertThat(lines).hasSize(EPOCHS + 1);
        }
    }
}
