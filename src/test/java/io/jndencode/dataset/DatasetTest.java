package io.jndencode.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import io.jndencode.media.BgrImage;
import io.jndencode.media.read.PictureWriter;
import io.jndencode.train.TinyDataset;
import io.jndencode.train.data.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
    @TempDir
    Path root;

    private DatasetLayout layout;

    @BeforeEach
    void twoPictures() throws IOException {
        layout = new DatasetLayout(root);
        Files.createDirectories(layout.pictures(Split.TRAIN));
        picture(layout.pictures(Split.TRAIN).resolve("img10.png"));
        picture(layout.pictures(Split.TRAIN).resolve("img2.png"));
        levels("20 25 28\n30 34 37\n");
    }

    private void picture(Path file) throws IOException {
        PictureWriter.png(new BgrImage(4, 2, new byte[24]), file);
    }

    private void levels(String text) throws IOException {
        Files.writeString(layout.levels(Split.TRAIN), text);
    }

    private void refused(String... sentence) {
        assertThatThrownBy(() -> Dataset.read(layout, Split.TRAIN))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContainingAll(sentence);
    }

    @Test
    void rowsPairWithPicturesInNaturalOrder() {
        Dataset dataset = Dataset.read(layout, Split.TRAIN);
        assertThat(dataset.pictures()).extracting(LabelledPicture::name).containsExactly("img2.png", "img10.png");
        assertThat(dataset.pictures().get(0).levels()).isEqualTo(new JndLevels(20, 25, 28));
    }

    @Test
    void commasAndSemicolonsSeparateToo() throws IOException {
        levels("20,25,28\n30; 34; 37\n");
        assertThat(Dataset.read(layout, Split.TRAIN).pictures()).hasSize(2);
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> Dataset.read(layout, Split.VALID))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining(layout.pictures(Split.VALID).toString());
    }

    @Test
    void aMissingLabelFileIsNamed() throws IOException {
        Files.delete(layout.levels(Split.TRAIN));
        refused("JND-Levels.txt", "missing");
    }

    @Test
    void bothCountsAreNamedWhereTheyDiffer() throws IOException {
        levels("20 25 28\n30 34 37\n31 35 38\n");
        refused("3 rows", "2 pictures");
    }

    @Test
    void fallingLevelsAreRefusedWithTheirLine() throws IOException {
        levels("20 25 28\n30 29 37\n");
        refused("line 2", "must not fall");
    }

    @Test
    void notANumberIsRefused() throws IOException {
        levels("20 25 28\n30 NaN 37\n");
        refused("line 2", "not a number");
        levels("20 25 28\n30 x 37\n");
        refused("line 2", "not a number");
    }

    @Test
    void aRowOfTwoColumnsIsRefused() throws IOException {
        levels("20 25\n30 34 37\n");
        refused("line 1", "three columns");
    }

    @Test
    void anUnreadablePictureIsNamedWhenItIsUsed() throws IOException {
        Path broken = layout.pictures(Split.TRAIN).resolve("img2.png");
        Files.writeString(broken, "no picture");
        assertThatThrownBy(() -> Pictures.read(broken, TinyDataset.SIZE))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("img2.png");
    }

    @Test
    void codedPicturesMustBeTheSameOnes() throws IOException {
        Dataset dataset = Dataset.read(layout, Split.TRAIN);
        Path coded = layout.coded(Split.TRAIN, JndLevel.JND2);
        assertThatThrownBy(() -> dataset.coded(JndLevel.JND2)).hasMessageContaining("jnd2train");
        Files.createDirectories(coded);
        picture(coded.resolve("img2.png"));
        assertThatThrownBy(() -> dataset.coded(JndLevel.JND2)).hasMessageContainingAll("1 pictures", "2");
        picture(coded.resolve("img11.png"));
        assertThatThrownBy(() -> dataset.coded(JndLevel.JND2)).hasMessageContainingAll("img10.png", "counterpart");
        picture(coded.resolve("img10.png"));
        Files.delete(coded.resolve("img11.png"));
        assertThat(dataset.coded(JndLevel.JND2)).containsExactly(coded.resolve("img2.png"), coded.resolve("img10.png"));
    }

    @Test
    void aManifestPairsByNameAndBringsWeights() throws IOException {
        new Manifest(Manifest.SCHEMA, "test", List.of(entry("img2.png", 0.5), entry("img10.png", 1)))
                .write(layout.manifest());
        List<LabelledPicture> pictures = Dataset.read(layout, Split.TRAIN).pictures();
        assertThat(pictures.get(0).weight()).isEqualTo(0.5);
        assertThat(pictures.get(0).source()).isEqualTo("clip.mp4");
    }

    @Test
    void aPictureTheManifestDoesNotKnowIsNamed() throws IOException {
        new Manifest(Manifest.SCHEMA, "test", List.of(entry("img2.png", 1))).write(layout.manifest());
        refused("img10.png", "manifest.json");
    }

    @Test
    void aManifestOfAnotherSchemaIsRefused() throws IOException {
        new Manifest("jnd-encode/dataset/9", "test", List.of()).write(layout.manifest());
        refused("jnd-encode/dataset/9");
    }

    private static Manifest.Entry entry(String name, double weight) {
        return new Manifest.Entry(name, "train", "clip.mp4", "clip", 0, 3, "city", 20, 25, 28, 1, weight, null);
    }
}
