package io.jndencode.media.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.media.BgrImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureIT {
    @TempDir
    Path folder;

    private static BgrImage noise(int width, int height) {
        byte[] samples = new byte[width * height * 3];
        new Random(1).nextBytes(samples);
        return new BgrImage(width, height, samples);
    }

    @Test
    void aPngComesBackBitForBit() {
        BgrImage image = noise(67, 35);
        Path file = folder.resolve("noise.png");
        PictureWriter.png(image, file);
        assertThat(PictureReader.read(file).samples()).isEqualTo(image.samples());
        assertThat(PictureReader.read(file, 32, 16).samples()).hasSize(32 * 16 * 3);
    }

    @Test
    void javaReadsThePngWeWrite() throws Exception {
        BgrImage image = noise(20, 10);
        Path file = folder.resolve("noise.png");
        PictureWriter.png(image, file);
        assertThat(JavaCvFrames.image(ImageIO.read(file.toFile())).samples()).isEqualTo(image.samples());
    }

    @Test
    void javaCvFramesAndJavaPicturesCarryTheSameSamples() {
        BgrImage image = noise(33, 9);
        try (Frame frame = JavaCvFrames.frame(image)) {
            assertThat(JavaCvFrames.image(frame).samples()).isEqualTo(image.samples());
        }
        assertThat(JavaCvFrames.image(JavaCvFrames.buffered(image)).samples()).isEqualTo(image.samples());
    }

    @Test
    void everyPixelCountsWhenShrinking() {
        byte[] samples = new byte[64 * 16 * 3];
        for (int x = 0; x < 64 * 16; x++) {
            samples[3 * x] = (byte) (x % 2 == 0 ? 0 : 200);
        }
        Path file = folder.resolve("stripes.png");
        PictureWriter.png(new BgrImage(64, 16, samples), file);
        byte[] small = PictureReader.read(file, 16, 4).samples();
        for (int i = 0; i < small.length; i += 3) {
            assertThat(small[i] & 0xff).isBetween(80, 120);
            assertThat(small[i + 1]).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void aPictureCutShortIsRefusedInASentence(String kind) throws Exception {
        Path file = folder.resolve("short." + kind);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        ImageIO.write(JavaCvFrames.buffered(noise(64, 64)), kind, whole);
        Files.write(file, whole.toByteArray());
        assertThat(PictureReader.read(file).width()).isEqualTo(64);
        Files.write(file, Arrays.copyOf(whole.toByteArray(), whole.size() / 2));
        assertThatThrownBy(() -> PictureReader.read(file))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("short." + kind);
    }

    @Test
    void aDamagedPictureIsRefusedInASentence() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.png"), "\u0089PNG no more");
        assertThatThrownBy(() -> PictureReader.read(file))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("bad.png");
    }
}
