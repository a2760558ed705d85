package io.jndencode.cli.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.cli.CliRun;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.MadeVideo;
import io.jndencode.media.StoredPackets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small pictures that take many bits: no level limits what x265 spends on them, and the level the file says is true. */
class HevcLevelIT {
    private static final Path SPLICE = Path.of("test-videos/sintel-splice.mp4").toAbsolutePath();
    private static final int FRAMES = 48;
    private static final double RATE = 24;

    @TempDir
    Path folder;

    private String encode(int width, int height, String... more) throws IOException {
        Path noise = MadeVideo.of(
                SPLICE,
                0,
                FRAMES,
                folder.resolve("noise.mkv"),
                "scale=%d:%d,noise=alls=60:allf=t".formatted(width, height));
        List<String> words = new ArrayList<>(List.of(noise.toString(), "--encoder", "x265", "--encoder-preset"));
        words.addAll(List.of("ultrafast", "--min-qp", "14", "--max-qp", "14", "-y", "-o", out()));
        words.addAll(List.of(
                "--model", TinyModel.green().write(folder.resolve("tiny.onnx")).toString()));
        words.addAll(List.of(more));
        CliRun run = CliRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run.err();
    }

    private String out() {
        return folder.resolve("out.mp4").toString();
    }

    private List<StoredPackets.Stored> packets() {
        return StoredPackets.ofTheVideo(Path.of(out()));
    }

    private double kilobitsPerSecond() {
        return packets().stream().mapToLong(StoredPackets.Stored::size).sum() * 8 / 1000.0 / (FRAMES / RATE);
    }

    /** Returns the byte of the configuration record ({@code hvcC}, ISO/IEC 14496-15, 8.3.3.1) at a position. */
    private int configuration(int position) throws IOException {
        String file = Files.readString(Path.of(out()), StandardCharsets.ISO_8859_1);
        return file.charAt(file.indexOf("hvcC") + 4 + position);
    }

    private int level() throws IOException {
        return configuration(12);
    }

    private boolean highTier() throws IOException {
        return (configuration(1) & 0x20) != 0;
    }

    /** H.265 C.2.2 with cbr_flag 0: whether a buffer of so many kilobits, filled at so many a second, never runs empty. */
    private boolean fits(double rate, double size) {
        double fill = size;
        long last = Long.MIN_VALUE;
        for (StoredPackets.Stored packet : packets()) {
            fill = last == Long.MIN_VALUE ? fill : Math.min(size, fill + (packet.micros() - last) / 1e3 * rate / 1e3);
            last = packet.micros();
            fill -= packet.size() / 125.0;
            if (fill < 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aSmallPictureGetsItsCrfAndALevelOfItsBits() throws IOException {
        encode(64, 64);
        assertThat(fits(128, 350)).as("what level 1 allows").isFalse();
        assertThat(kilobitsPerSecond()).isGreaterThan(500);
        assertThat(level()).isEqualTo(60);
        assertThat(highTier()).isFalse();
        assertThat(fits(1_500, 1_500)).as("what level 2 allows").isTrue();
    }

    @Test
    void theBitsAreThoseOfAnyLargerPictureWithTheSameNoise() throws IOException {
        encode(64, 64);
        double small = kilobitsPerSecond() / (64 * 64);
        encode(192, 128);
        assertThat(kilobitsPerSecond() / (192 * 128)).isBetween(0.8 * small, 1.25 * small);
        assertThat(level()).isGreaterThan(60);
    }

    @Test
    void aCeilingAboveTheLevelsIsTheOneAskedFor() throws IOException {
        String said = encode(64, 64, "--maxrate", "400k", "--bufsize", "400k");
        assertThat(said).contains("held below the largest rate");
        assertThat(fits(400, 400)).isTrue();
        assertThat(kilobitsPerSecond()).as("not the 128 of level 1").isGreaterThan(250);
        assertThat(level()).isEqualTo(60);
    }
}
