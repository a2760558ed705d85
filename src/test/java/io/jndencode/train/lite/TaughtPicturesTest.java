package io.jndencode.train.lite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.dataset.Split;
import io.jndencode.train.TinyDataset;
import io.jndencode.train.TrainOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaughtPicturesTest {
    private static final int PICTURES = 4;

    @TempDir
    private Path folder;

    private List<LabelledPicture> taught(DatasetLayout data, DatasetLayout pseudo, String out) {
        TrainOptions reference = TrainOptions.reference(folder.resolve(out));
        return new TaughtPictures(
                        data,
                        pseudo,
                        new TrainOptions(
                                reference.schedule(),
                                reference.sampling(),
                                reference.regularisation(),
                                reference.output(),
                                1))
                .read(event -> {});
    }

    /** Sources of pseudo-labelled pictures are of all parts of the labelled ones, and of none. */
    private DatasetLayout pseudo() throws IOException {
        return TinyDataset.withManifest(
                folder.resolve("pseudo"),
                PICTURES,
                "pseudo-labels by a test",
                (split, i) ->
                        new TinyDataset.Origin(split == Split.TEST ? "elsewhere" + i : split.folder() + i, "", 20 + i));
    }

    private DatasetLayout data(String name, BiFunction<Split, Integer, Double> level) throws IOException {
        return TinyDataset.withManifest(
                folder.resolve(name),
                PICTURES,
                "metric-JND",
                (split, i) -> new TinyDataset.Origin(split.folder() + i, "", level.apply(split, i)));
    }

    @Test
    void nothingOfTheJudgedPartsIsTaught() throws IOException {
        DatasetLayout pseudo = pseudo();
        DatasetLayout data = data("data", (split, i) -> 24.0 + i);
        List<LabelledPicture> first = taught(data, pseudo, "out");
        assertThat(first)
                .extracting(LabelledPicture::source)
                .containsExactly(
                        "train0", "train1", "train2", "train3", "elsewhere0", "elsewhere1", "elsewhere2", "elsewhere3");
        DatasetLayout other = data("other", (split, i) -> split == Split.TRAIN ? 24.0 + i : 40.0 - i);
        assertThat(taught(other, pseudo, "out2"))
                .extracting(LabelledPicture::levels)
                .isEqualTo(first.stream().map(LabelledPicture::levels).toList());
        DatasetLayout moved = data("moved", (split, i) -> 27.0 + i);
        assertThat(taught(moved, pseudo, "out3"))
                .extracting(LabelledPicture::levels)
                .isNotEqualTo(first.stream().map(LabelledPicture::levels).toList());
    }

    @Test
    void aFilmOfTwoFilesIsOneSource() throws IOException {
        DatasetLayout pseudo = TinyDataset.withManifest(
                folder.resolve("pseudo"),
                PICTURES,
                "pseudo-labels by a test",
                (split, i) -> new TinyDataset.Origin("file" + i, i == 0 ? "film" : "", 20));
        DatasetLayout data = TinyDataset.withManifest(
                folder.resolve("data"),
                PICTURES,
                "metric-JND",
                (split, i) -> new TinyDataset.Origin(
                        split.folder() + i, split == Split.VALID && i == 2 ? "film" : "", 24 + i));
        assertThat(taught(data, pseudo, "out"))
                .extracting(LabelledPicture::source)
                .doesNotContain("file0")
                .contains("file1", "file2", "file3");
    }

    @Test
    void whereNothingIsLeftOrNoTrialWasMadeItIsSaid() throws IOException {
        DatasetLayout data = data("data", (split, i) -> 24.0 + i);
        DatasetLayout held = TinyDataset.withManifest(
                folder.resolve("held"),
                PICTURES,
                "pseudo-labels by a test",
                (split, i) -> new TinyDataset.Origin("valid" + i, "", 24));
        assertThatThrownBy(() -> taught(data, held, "out"))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("holds back");
        DatasetLayout plain = TinyDataset.write(folder.resolve("plain"));
        assertThatThrownBy(() -> taught(data, plain, "out"))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("trial encode");
    }
}
