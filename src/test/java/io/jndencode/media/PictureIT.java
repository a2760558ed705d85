package io.jndencode.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(JavaCvFrames.image(javax.imageio.ImageIO.read(file.toFile())).samples())
                .isEqualTo(image.samples());
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
    void aDamagedPictureIsRefusedInASentence() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.png"), "\u0089PNG no more");
        assertThatThrownBy(() -> PictureReader.read(file))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("bad.png");
    }
}
