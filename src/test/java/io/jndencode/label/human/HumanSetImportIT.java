package io.jndencode.label.human;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.GroupSplitter;
import io.jndencode.dataset.LabelledPicture;
import io.jndencode.dataset.Manifest;
import io.jndencode.dataset.Split;
import io.jndencode.jnd.JndLevel;
import io.jndencode.jnd.JndLevels;
import io.jndencode.media.BgrImage;
import io.jndencode.media.CodingCost;
import io.jndencode.media.MediaData;
import io.jndencode.media.SmallClip;
import io.jndencode.media.SourcePicture;
import io.jndencode.media.modelinput.ModelInputRenderer;
import io.jndencode.media.read.PictureReader;
import io.jndencode.media.read.PictureWriter;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On small clips of our own under the sets' names: the sets' own files are not free to copy. */
class HumanSetImportIT {
    private static final Path CLIP = Path.of("test-videos/sintel-deep.mp4");
    private static final String HEADER =
            "anchor,jnd,mean,normality,samples,samples_no,sequence_index,standard_deviation\n";

    @TempDir
    private Path folder;

    private Path out() {
        return folder.resolve("dataset");
    }

    private HumanSetImport.Target target() {
        return new HumanSetImport.Target(out(), new GroupSplitter(List.of(), List.of(), 0, 0, 1), 64, 48, false);
    }

    private HumanSetImport videoSet(List<Path> levels) {
        return HumanSetImport.videoSet(
                new VideoSet.Request(folder, levels, Optional.empty(), Optional.empty(), 2), target());
    }

    private List<Path> tables() throws IOException {
        List<Path> tables = new ArrayList<>();
        String[] rows = {
            "0,24,25.5,1,\"[22, 29]\",2,7,4.9\n", "24,32,33,1,\"[32, 34]\",2,7,1.4\n", "32,40,41,0,\"[41]\",1,7,0\n"
        };
        for (int i = 0; i < 3; i++) {
            tables.add(Files.writeString(folder.resolve("level" + (i + 1) + ".csv"), HEADER + rows[i]));
        }
        return tables;
    }

    private void clip(String name, int qp) {
        SmallClip.write(CLIP, 8, qp, folder.resolve(name));
    }

    private static double error(BgrImage a, BgrImage b) {
        double sum = 0;
        for (int i = 0; i < a.samples().length; i++) {
            sum += Math.abs((a.samples()[i] & 0xff) - (b.samples()[i] & 0xff));
        }
        return sum / a.samples().length;
    }

    private void degrades() {
        Dataset dataset = Dataset.read(new DatasetLayout(out()), Split.TRAIN);
        BgrImage plain = PictureReader.read(dataset.pictures().get(0).file());
        List<Double> errors = new ArrayList<>();
        for (JndLevel level : JndLevel.values()) {
            errors.add(error(plain, PictureReader.read(dataset.coded(level).get(0))));
        }
        assertThat(errors.get(0)).isPositive();
        assertThat(errors).isSorted();
    }

    @Test
    void bitstreamsOfVideoSetAreDecodedAtTheLabelledLevels() throws IOException {
        for (int qp : new int[] {1, 24, 32, 40}) {
            clip("videoSRC007_640x272_24_qp_%02d.264".formatted(qp), qp);
        }
        Manifest manifest = videoSet(tables()).run(progress -> {});
        assertThat(manifest.labels()).startsWith("human: VideoSet");
        assertThat(manifest.pictures())
                .extracting(Manifest.Entry::name)
                .containsExactly("src007_f002.png", "src007_f006.png");
        Manifest.Entry entry = manifest.pictures().get(0);
        assertThat(entry.source()).isEqualTo("videoSRC007_640x272_24_qp_01.264");
        assertThat(entry.jnd2()).isEqualTo(32);
        assertThat(entry.spread()).isEqualTo(4.9 / Math.sqrt(2));
        assertThat(entry.trial()).isEqualTo(probe(folder.resolve(entry.source()), 2));
        assertThat(new DatasetLayout(out()).previous(Split.TRAIN).resolve(entry.name()))
                .exists();
        assertThat(Dataset.read(new DatasetLayout(out()), Split.TRAIN).pictures())
                .extracting(LabelledPicture::levels)
                .containsOnly(new JndLevels(24, 32, 40));
        degrades();
    }

    /** Of a frame after the one before it, seen by reading the clip. */
    private static CodingCost probe(Path clip, int frame) {
        try (VideoReader reader = VideoReader.open(clip, ReaderOptions.threads(1));
                ModelInputRenderer viewer = ModelInputRenderer.of(reader.info().video())) {
            for (int i = 0; i < frame; i++) {
                reader.next();
            }
            SourcePicture before = reader.picture();
            reader.next();
            return viewer.probe(before, reader.picture());
        }
    }

    @Test
    void aSourceIsCodedHereWhereThereAreNoBitstreams() throws IOException {
        clip("videoSRC007_640x272_24.mkv", 5);
        List<Boolean> made = new ArrayList<>();
        videoSet(tables()).run(progress -> made.add(progress.made()));
        videoSet(tables()).run(progress -> made.add(progress.made()));
        assertThat(made).containsExactly(true, false);
        degrades();
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        List<Path> tables = tables();
        assertThatThrownBy(() -> videoSet(tables))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("videoSRC001");
        clip("videoSRC007_640x272_24_qp_01.264", 1);
        clip("videoSRC007_640x272_24_qp_24.264", 24);
        HumanSetImport partial = videoSet(tables);
        assertThatThrownBy(() -> partial.run(progress -> {}))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("QP 32, its JND2");
        Files.writeString(folder.resolve("videoSRC007_1280x720_24.yuv"), "");
        assertThatThrownBy(() -> videoSet(tables))
                .hasMessageContaining("ffmpeg -f rawvideo")
                .hasMessageContaining("1280x720");
    }

    @Test
    void theRealTablesOfVideoSetAreRead() throws IOException {
        Path human = MediaData.file("human");
        clip("videoSRC001_1280x720_30.mkv", 5);
        clip("videoSRC220_1280x720_24.mkv", 5);
        List<Path> levels = List.of(
                human.resolve("1280x720_1st.csv"),
                human.resolve("1280x720_2nd.csv"),
                human.resolve("1280x720_3rd.csv"));
        Manifest manifest = videoSet(levels).run(progress -> {});
        assertThat(manifest.pictures()).hasSize(4);
        assertThat(manifest.pictures().get(0).jnd1()).isEqualTo(25);
        assertThat(manifest.pictures().get(0).jnd3()).isEqualTo(34);
        assertThat(manifest.pictures().get(3).source()).isEqualTo("videoSRC220_1280x720_24.mkv");
    }

    @Test
    void picturesOfMclJciAreCodedAtTheirQualityFactors() throws IOException {
        byte[] samples = new byte[160 * 96 * 3];
        new Random(1).nextBytes(samples);
        for (int i = 0; i < samples.length; i++) { // a slope under the noise, or nothing would be left at low quality
            samples[i] = (byte) (((samples[i] & 0x3f) + i / 480) & 0xff);
        }
        PictureWriter.png(new BgrImage(160, 96, samples), folder.resolve("ImageJND_SRC03.png"));
        Path table = Files.writeString(folder.resolve("levels.csv"), "src,jnd1,jnd2,jnd3\n3,60,30,10\n4,50,40,30\n");
        Manifest manifest = HumanSetImport.mclJci(folder, table, target()).run(progress -> {});
        assertThat(manifest.pictures()).singleElement().satisfies(entry -> {
            assertThat(entry.source()).isEqualTo("ImageJND_SRC03.png");
            assertThat(entry.jnd1()).isEqualTo(20);
            assertThat(entry.jnd3()).isEqualTo(45);
            assertThat(entry.trial()).as("a picture stands still").isNull();
        });
        degrades();
    }

    @Test
    void qualityFactorsThatRiseAreRefused() throws IOException {
        Files.createFile(folder.resolve("SRC03.png"));
        Path table = Files.writeString(folder.resolve("levels.csv"), "src,jnd1,jnd2,jnd3\n3,30,60,10\n");
        assertThatThrownBy(() -> HumanSetImport.mclJci(folder, table, target()))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("must fall");
    }
}
