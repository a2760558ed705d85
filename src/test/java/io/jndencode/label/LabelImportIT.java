package io.jndencode.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.GroupSplitter;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.media.BgrImage;
import io.jndencode.media.read.PictureReader;
import io.jndencode.media.read.PictureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelImportIT {
    private static final String HEADER =
            "file\tx0\ty0\tvx\tvy\twidth\theight\tfps\tframes\ttag\tjnd1\tjnd2\tjnd3\tspread\n";

    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void aPictureAndItsLabel() throws IOException {
        byte[] samples = new byte[160 * 96 * 3];
        new Random(1).nextBytes(samples);
        PictureWriter.png(new BgrImage(160, 96, samples), folder.resolve("p.png"));
        Files.writeString(
                folder.resolve("pans.tsv"), HEADER + "p.png\t3\t1\t1\t0\t128\t80\t24\t6\tcity\t24\t30\t38\t0\n");
        out = folder.resolve("dataset");
    }

    private LabelImport importer() {
        return new LabelImport(new LabelImportOptions(
                List.of(folder.resolve("pans.tsv")),
                List.of(folder),
                out,
                new GroupSplitter(List.of(), List.of(), 0, 0, 1),
                LabelWeights.DEFAULT,
                64,
                48,
                4,
                2,
                true));
    }

    private static double error(BgrImage a, BgrImage b) {
        double sum = 0;
        for (int i = 0; i < a.samples().length; i++) {
            sum += Math.abs((a.samples()[i] & 0xff) - (b.samples()[i] & 0xff));
        }
        return sum / a.samples().length;
    }

    @Test
    void aLabelledShotBecomesPicturesThatDegradeFromLevelToLevel() {
        importer().run(progress -> {});
        Dataset dataset = Dataset.read(new DatasetLayout(out), Split.TRAIN);
        assertThat(dataset.pictures())
                .extracting(LabelledPicture::name)
                .containsExactly("shot000_p_f01.png", "shot000_p_f04.png");
        BgrImage plain = PictureReader.read(dataset.pictures().get(0).file());
        assertThat(plain.width()).isEqualTo(64);
        List<Double> errors = new ArrayList<>();
        for (JndLevel level : JndLevel.values()) {
            errors.add(error(plain, PictureReader.read(dataset.coded(level).get(0))));
        }
        assertThat(errors.get(0)).isPositive();
        assertThat(errors).isSorted();
        assertThat(dataset.pictures()).allSatisfy(picture -> {
            assertThat(dataset.previous(picture)).isNotEqualTo(picture.file()).exists();
            assertThat(Objects.requireNonNull(picture.probe()).motion()).isPositive();
        });
    }

    @Test
    void whatExistsIsKept() throws IOException {
        importer().run(progress -> {});
        DatasetLayout layout = new DatasetLayout(out);
        String manifest = Files.readString(layout.manifest());
        Files.delete(layout.coded(Split.TRAIN, JndLevel.JND2).resolve("shot000_p_f04.png"));
        List<Boolean> made = new ArrayList<>();
        importer().run(progress -> made.add(progress.made()));
        importer().run(progress -> made.add(progress.made()));
        assertThat(made).containsExactly(true, false);
        assertThat(layout.manifest()).hasContent(manifest);
    }

    @Test
    void aFileInNoneOfTheFoldersIsNamed() throws IOException {
        Files.delete(folder.resolve("p.png"));
        assertThatThrownBy(() -> importer().run(progress -> {}))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("p.png");
    }
}
