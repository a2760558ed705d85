package io.jndencode.media.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.jndencode.JndException;
import io.jndencode.media.Rational;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameEncoderIT {
    private static void open(int format) {
        FfmpegNatives.load();
        AVFrame frame = av_frame_alloc();
        frame.width(161).height(121).format(format);
        try {
            FrameEncoder.open(EncoderSettings.constantQp("ultrafast", 30), frame, new Rational(25, 1), false)
                    .close();
        } finally {
            av_frame_free(frame);
        }
    }

    @Test
    void anOddSizeInSubsampledChromaIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> open(AV_PIX_FMT_YUV420P))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("161x121 in yuv420p")
                .hasMessageContaining("--pix-fmt yuv444p");
        open(AV_PIX_FMT_YUV444P);
    }

    /** SVT-AV1 would make real-time threads of the one that opens it and of its own, where it may. */
    @Test
    void threadsStayOrdinaryOnes() throws IOException {
        assumeThat(Path.of("/proc/self/task")).as("Linux tells of threads").isDirectory();
        assumeThat(System.getProperty("user.name"))
                .as("only root's threads can be real-time ones")
                .isEqualTo("root");
        FfmpegNatives.load();
        AVFrame frame = av_frame_alloc();
        frame.width(160).height(128).format(AV_PIX_FMT_YUV420P);
        int before = policies().size();
        try (FrameEncoder encoder =
                FrameEncoder.openWith("libsvtav1", Map.of("preset", "12", "svtav1-params", "lp=2"), frame)) {
            assertThat(encoder).isNotNull();
            assertThat(policies()).hasSizeGreaterThan(before).containsOnly("0");
        } finally {
            av_frame_free(frame);
        }
        assertThat(policies()).containsOnly("0");
    }

    /** Of all threads of this process, as proc(5) says: the 41st word, where the second one may hold blanks. */
    private static List<String> policies() throws IOException {
        List<String> policies = new ArrayList<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    policies.add(stat.substring(stat.lastIndexOf(") ")).split(" ", -1)[39]);
                } catch (IOException e) { // it has ended meanwhile
                    assertThat(thread).doesNotExist();
                }
            }
        }
        return policies;
    }

    @Test
    void theVersionIsReadFromAnEncode() {
        assertThat(X264Version.text()).matches("\\d+.*");
    }

    /** High-speed recordings, and files of two frames whose container claims a rate. */
    @ParameterizedTest
    @CsvSource({"svt-av1, 13", "x265, ultrafast", "x264, ultrafast"})
    void anyFrameRateIsTaken(String encoder, String preset) {
        FfmpegNatives.load();
        AVFrame frame = av_frame_alloc();
        frame.width(64).height(64).format(AV_PIX_FMT_YUV420P);
        EncoderSettings settings =
                new EncoderSettings(VideoEncoder.named(encoder), preset, new Rate.Crf(30), Map.of(), null);
        try {
            for (Rational rate : new Rational[] {new Rational(1, 10), new Rational(241, 1), new Rational(1000, 1)}) {
                FrameEncoder.open(settings, frame, rate, false).close();
            }
        } finally {
            av_frame_free(frame);
        }
    }
}
