package io.jndencode.label.pseudo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.GroupSplitter;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import io.jndencode.jnd.inference.FramePair;
import io.jndencode.jnd.inference.JndModel;
import io.jndencode.media.BgrImage;
import io.jndencode.media.VideoStream;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.modelinput.ProbeCost;
import io.jndencode.media.read.PictureReader;
import io.jndencode.media.read.PictureWriter;
import io.jndencode.model.InputSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudoLabelsIT {
    private static final Path VIDEO = Path.of("test-videos/sintel-phone.mp4");
    private static final Path MODEL = Path.of("onnx-models/lite.onnx");

    @TempDir
    private Path folder;

    private static final InputSize SMALL = new InputSize(320, 176);

    private static PseudoLabels labels(Path out, boolean coded, Path... inputs) {
        return labels(out, SMALL, coded, inputs);
    }

    private static PseudoLabels labels(Path out, InputSize size, boolean coded, Path... inputs) {
        GroupSplitter groups = new GroupSplitter(List.of(), List.of(), 0, 0, 3);
        return new PseudoLabels(new PseudoOptions(List.of(inputs), out, MODEL, groups, 2, 2, size, coded));
    }

    @Test
    void picturesOfTheNetworksSizeShowTheSameAndOneFolderHoldsOneSize() throws IOException {
        Path large = folder.resolve("large");
        Path small = folder.resolve("small");
        labels(large, InputSize.STANDARD, false, picture()).run(line -> {});
        labels(small, false, picture()).run(line -> {});
        List<LabelledPicture> found =
                Dataset.read(new DatasetLayout(large), Split.TRAIN).pictures();
        assertThat(found).hasSize(2);
        List<LabelledPicture> less =
                Dataset.read(new DatasetLayout(small), Split.TRAIN).pictures();
        for (int i = 0; i < found.size(); i++) {
            VideoStream.Geometry geometry =
                    MediaProbe.probe(found.get(i).file()).video().geometry();
            assertThat(List.of(geometry.width(), geometry.height())).containsExactly(640, 352);
            assertThat(found.get(i).levels()).isEqualTo(less.get(i).levels());
        }
        assertThatThrownBy(() -> labels(large, false, picture()).run(line -> {}))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContainingAll("640x352", "--size is 320x176", "another folder");
        assertThat(labels(large, InputSize.STANDARD, false, picture())
                        .run(line -> {})
                        .made())
                .isZero();
    }

    /** A picture with structure at all scales. */
    private Path picture() throws IOException {
        int width = 480;
        int height = 320;
        SplittableRandom random = new SplittableRandom(4);
        byte[] samples = new byte[width * height * 3];
        for (int i = 0; i < samples.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            samples[i] = (byte) (int) (120 + 60 * Math.sin(x / 17.0) * Math.cos(y / 23.0) + random.nextDouble(30));
        }
        Path file = folder.resolve("waves.png");
        PictureWriter.png(new BgrImage(width, height, samples), file);
        return file;
    }

    @Test
    void everyPictureHasWhatTheModelSaysOfItAndARunThatWasStoppedGoesOn() throws IOException {
        Path out = folder.resolve("pseudo");
        PseudoLabels.Outcome outcome = labels(out, true, picture(), VIDEO).run(line -> {});
        assertThat(outcome.pictures()).isEqualTo(4);
        assertThat(outcome.made()).isEqualTo(4);
        DatasetLayout layout = new DatasetLayout(out);
        assertThat(Manifest.read(layout.manifest()).labels())
                .startsWith("pseudo-labels by lite")
                .contains("nothing measured", "metric-JND");
        Dataset train = Dataset.read(layout, Split.TRAIN);
        assertThat(train.pictures()).extracting(LabelledPicture::tag).containsOnly("pan", "video");
        for (JndLevel level : JndLevel.values()) {
            assertThat(train.coded(level)).hasSize(4);
        }
        assertLevelsAreTheModels(train);

        byte[] manifest = Files.readAllBytes(layout.manifest());
        Files.write(
                out.resolve("journal.ndjson"),
                Files.readAllLines(out.resolve("journal.ndjson")).subList(0, 3));
        assertThatThrownBy(() -> labels(out, true, VIDEO).run(line -> {}))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("levels would be lost");
        assertThat(labels(out, true, picture(), VIDEO).run(line -> {}).made()).isEqualTo(1);
        assertThat(layout.manifest()).hasBinaryContent(manifest);
        assertThat(labels(out, true, picture(), VIDEO).run(line -> {}).made()).isZero();
    }

    private static void assertLevelsAreTheModels(Dataset train) {
        try (JndModel model = JndModel.load(MODEL, 1)) {
            for (LabelledPicture picture : train.pictures()) {
                BgrImage frame = PictureReader.read(picture.file(), 320, 176);
                BgrImage previous = PictureReader.read(train.previous(picture), 320, 176);
                ProbeCost probe = new ProbeCost(Objects.requireNonNull(picture.probe()), 0, 0);
                JndLevels said = model.levels(List.of(new FramePair(frame, previous, probe)))
                        .get(0)
                        .levels();
                assertThat(picture.levels().jnd1()).isCloseTo(said.jnd1(), within(0.02));
                assertThat(picture.levels().jnd3()).isCloseTo(said.jnd3(), within(0.02));
            }
        }
    }

    @Test
    void aDatasetOfMeasuredLabelsIsNotTouched() throws IOException {
        Path out = folder.resolve("measured");
        Files.createDirectories(out);
        new Manifest(Manifest.SCHEMA, "metric-JND", List.of()).write(new DatasetLayout(out).manifest());
        assertThatThrownBy(() -> labels(out, false, VIDEO))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("measured labels");
    }

    @Test
    void aFolderOfBrokenFilesLeavesThemOut() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        PseudoLabels.Outcome outcome =
                labels(folder.resolve("out"), false, broken).run(line -> {});
        assertThat(outcome.pictures()).isZero();
        assertThat(outcome.left()).singleElement().asString().contains("broken.png");
    }
}
