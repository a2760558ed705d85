package io.jndencode.farm.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.encode.resume.TaskKey;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.shot.detect.ShotDetector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanFileIT {
    private static final Path CLIP = Path.of("test-videos/sintel-deep-coarse.mp4");
    private static final List<String> PLAIN = List.of("");

    @TempDir
    Path folder;

    private Path file;
    private String key;

    @BeforeEach
    void scan() {
        file = folder.resolve("scan");
        AnalysisRange all = new AnalysisRange(0, 0, AnalysisRange.END, 0);
        key = RangeScan.key(TaskKey.on(CLIP), all, PLAIN);
        assertThat(new RangeScan(CLIP, all, PLAIN, file).run()).isFalse();
        assertThat(new RangeScan(CLIP, all, PLAIN, file).run())
                .as("done before")
                .isTrue();
    }

    @Test
    void everyFrameComesBackAsItWas() throws IOException {
        try (ScanReader scan = new ScanReader(file);
                VideoReader video = VideoReader.open(CLIP, ReaderOptions.defaults())) {
            while (video.next()) {
                assertThat(scan.next()).isTrue();
                assertThat(scan.pts()).isEqualTo(video.pts());
                assertThat(scan.view(0).duration()).isEqualTo(video.duration());
                assertThat(scan.view(0).keyFrame()).isEqualTo(video.keyFrame());
                assertThat(scan.view(0).luma().samples())
                        .isEqualTo(video.luma(ShotDetector.WIDTH, ShotDetector.HEIGHT)
                                .samples());
            }
            assertThat(scan.next()).isFalse();
            assertThat(scan.trouble()).isEmpty();
            assertThat(scan.edges()).hasSize(RangeScan.OVERLAP);
        }
    }

    @Test
    void aTornOrDamagedFileOrOneOfOtherWorkIsMadeAgain() throws IOException {
        assertThat(ScanReader.isWhole(file, TaskKey.on(CLIP).of("other work"))).isFalse();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThat(ScanReader.isWhole(file, key)).isFalse();
        for (int at = 3; at < whole.length; at += whole.length / 40) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            if (ScanReader.isWhole(file, key)) { // a few bits only fill up bytes of the compressed form
                assertThat(inflated(damaged)).as("byte %d", at).isEqualTo(inflated(whole));
            }
        }
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(new RangeScan(CLIP, new AnalysisRange(0, 0, AnalysisRange.END, 0), PLAIN, file).run())
                .isFalse();
        assertThat(file).hasBinaryContent(whole);
    }

    private static byte[] inflated(byte[] file) throws IOException {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(file))) {
            return in.readAllBytes();
        }
    }
}
