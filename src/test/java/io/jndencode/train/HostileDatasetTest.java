package io.jndencode.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.dataset.Dataset;
import io.jndencode.dataset.DatasetLayout;
import io.jndencode.dataset.Split;
import io.jndencode.media.BgrImage;
import io.jndencode.media.read.PictureWriter;
import io.jndencode.train.data.Pictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets of strangers: read from their own folder alone, or refused in one sentence of {@link JndException.Model}. */
class HostileDatasetTest {
    @TempDir
    Path folder;

    private DatasetLayout layout;
    private Path pictures;

    @BeforeEach
    void makeDataset() throws IOException {
        layout = new DatasetLayout(Files.createDirectory(folder.resolve("set")));
        pictures = Files.createDirectory(layout.pictures(Split.TRAIN));
        picture(pictures.resolve("a.png"));
        Files.writeString(layout.levels(Split.TRAIN), "20 25 30\n");
    }

    private static void picture(Path file) {
        PictureWriter.png(new BgrImage(16, 16, new byte[16 * 16 * 3]), file);
    }

    private void isRefused(String... why) {
        assertThatThrownBy(() -> Dataset.read(layout, Split.TRAIN))
                .isInstanceOf(JndException.Model.class)
                .message()
                .contains(why)
                .hasLineCount(1)
                .hasSizeLessThan(1000);
    }

    private void manifest(String entry) throws IOException {
        Files.writeString(
                layout.manifest(),
                "{\"schema\":\"jnd-encode/dataset/1\",\"labels\":\"x\",\"pictures\":[" + entry + "]}");
    }

    private static String entry(String name, String source, String weight) {
        return ("{\"name\":\"%s\",\"split\":\"train\",\"source\":%s,\"group\":\"g\",\"shot\":0,\"frame\":0,\"tag\":\"\","
                        + "\"jnd1\":20,\"jnd2\":25,\"jnd3\":30,\"spread\":0,\"weight\":%s}")
                .formatted(name, source, weight);
    }

    @Test
    void theDatasetItselfIsRead() throws Exception {
        assertThat(Dataset.read(layout, Split.TRAIN).pictures()).hasSize(1);
        manifest(entry("a.png", "\"a.mp4\"", "1"));
        assertThat(Dataset.read(layout, Split.TRAIN).pictures().get(0).source()).isEqualTo("a.mp4");
    }

    @Test
    void aLinkToAPictureElsewhereIsRefused() throws Exception {
        Path secret = folder.resolve("secret.png");
        picture(secret);
        Files.delete(pictures.resolve("a.png"));
        Files.createSymbolicLink(pictures.resolve("a.png"), secret);
        isRefused("a.png", "leads out of the dataset");
    }

    @Test
    void aLinkInsideTheDatasetIsFollowed() throws Exception {
        picture(layout.root().resolve("shared.png"));
        Files.delete(pictures.resolve("a.png"));
        Files.createSymbolicLink(pictures.resolve("a.png"), Path.of("../shared.png"));
        assertThat(Dataset.read(layout, Split.TRAIN).pictures()).hasSize(1);
    }

    @Test
    void aFolderThatIsALinkOutOfTheDatasetIsRefused() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(pictures, elsewhere);
        Files.createSymbolicLink(pictures, elsewhere);
        isRefused("leads out of the dataset");
    }

    @Test
    void theFrameBeforeIsNotReadFromElsewhere() throws Exception {
        Path secret = folder.resolve("secret.png");
        picture(secret);
        Files.createSymbolicLink(
                Files.createDirectories(layout.previous(Split.TRAIN)).resolve("a.png"), secret);
        Dataset dataset = Dataset.read(layout, Split.TRAIN);
        assertThatThrownBy(() -> dataset.previous(dataset.pictures().get(0)))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("leads out of the dataset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.png", "/etc/passwd", "a.png\\u0000", "..\\\\a.png"})
    void aNameInTheManifestIsNoPath(String name) throws Exception {
        manifest(entry(name, "\"a.mp4\"", "1"));
        isRefused("a.png is not named in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1", "0", "1e300"})
    void aWeightThatIsNoWeightIsRefused(String weight) throws Exception {
        manifest(entry("a.png", "\"a.mp4\"", weight));
        isRefused("weight");
    }

    @Test
    void aFieldThatIsMissingIsNamed() throws Exception {
        manifest(entry("a.png", "null", "1"));
        isRefused("source is null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999 25 30", "NaN 25 30", "20 25", "-Infinity 25 30", "20 25 30 40", "0x1p3 \0 30"})
    void aRowThatIsNoRowIsRefused(String row) throws Exception {
        Files.writeString(layout.levels(Split.TRAIN), row + "\n");
        isRefused("line 1");
    }

    @Test
    void aHugeRowIsNotRepeatedInTheMessage() throws Exception {
        Files.writeString(layout.levels(Split.TRAIN), "1 ".repeat(1 << 20) + "\n");
        isRefused("line 1", "found 1048576");
    }

    @Test
    void aLabelFileLargerThanAnyIsRefused() throws Exception {
        try (var file = new java.io.RandomAccessFile(layout.levels(Split.TRAIN).toFile(), "rw")) {
            file.setLength(3L << 30);
        }
        isRefused("larger than 64 MiB");
    }

    @Test
    void labelsThatAreNoTextAreRefused() throws Exception {
        Files.write(layout.levels(Split.TRAIN), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        isRefused("not text in UTF-8");
    }

    /** A header that declares four thousand million pixels, in a file of fifty bytes. */
    @Test
    void aPictureThatSaysItIsHugeIsRefused() throws Exception {
        byte[] header = new byte[33];
        java.nio.ByteBuffer png = java.nio.ByteBuffer.wrap(header);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}).putInt(13);
        png.put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(65_000)
                .putInt(65_000)
                .put(new byte[] {8, 2, 0, 0, 0});
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(header, 12, 17);
        png.putInt((int) crc.getValue());
        Files.write(pictures.resolve("a.png"), header);
        Dataset dataset = Dataset.read(layout, Split.TRAIN);
        assertThatThrownBy(
                        () -> Pictures.read(dataset.pictures().get(0).file(), new io.jndencode.model.InputSize(32, 32)))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("a.png");
    }

    /** What a name ends in does not make a playlist a picture. */
    @Test
    void aPlaylistNamedAsAPictureOpensNothing() throws Exception {
        picture(folder.resolve("secret.png"));
        Files.writeString(
                pictures.resolve("a.png"), "ffconcat version 1.0\nfile '" + folder.resolve("secret.png") + "'\n");
        Dataset dataset = Dataset.read(layout, Split.TRAIN);
        assertThat(List.of(dataset.pictures().get(0).name())).containsExactly("a.png");
        assertThatThrownBy(
                        () -> Pictures.read(dataset.pictures().get(0).file(), new io.jndencode.model.InputSize(32, 32)))
                .isInstanceOf(JndException.Model.class)
                .hasMessageContaining("a.png");
    }
}
