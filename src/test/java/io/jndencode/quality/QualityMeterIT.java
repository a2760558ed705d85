package io.jndencode.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.JndException;
import io.jndencode.media.Luma;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.FrameSource;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.readahead.ReadAhead;
import io.jndencode.media.readahead.ShotFrames;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.quality.rule.MetricJndModel;
import io.jndencode.shot.FrameRange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The metrics against Debian's ffmpeg 5.1 (ssim, psnr) and against the published formulas (XPSNR), on decoded video.
 *
 * <p>The golden values: {@code ffmpeg -noautorotate -i DIST -noautorotate -i REF -fps_mode passthrough -lavfi
 * "[0:v]settb=AVTB,setpts=N[a];[1:v]settb=AVTB,setpts=N[b];[a][b]ssim=f=FILE" -f null -}, the same with {@code psnr}.
 */
class QualityMeterIT {
    private static final Path PHONE = Path.of("test-videos/sintel-phone.mp4");
    private static final Path DEEP = Path.of("test-videos/sintel-deep.mp4");

    @TempDir
    Path folder;

    private static ShotQuality whole(Path reference, Path distorted, int frames) {
        return QualityMeter.videos(
                        MediaProbe.probe(reference),
                        MediaProbe.probe(distorted),
                        List.of(new FrameRange(0, frames)),
                        frame -> {})
                .get(0);
    }

    @Test
    void ssimAndPsnrAreThoseOfFfmpegAlsoWhereTimesAreUneven() {
        ShotQuality quality = whole(PHONE, Path.of("test-videos/sintel-phone-coarse.mkv"), 64);
        assertThat(quality.perFrame().get(0).ssim()).isCloseTo(0.985352, within(2e-6));
        assertThat(quality.perFrame().get(29).ssim()).isCloseTo(0.961233, within(2e-6));
        assertThat(quality.perFrame().get(0).psnr()).isCloseTo(44.42, within(0.006));
        assertThat(quality.perFrame().get(29).psnr()).isCloseTo(39.49, within(0.006));
        assertThat(quality.ssim()).isCloseTo(0.964741, within(2e-6));
        assertThat(quality.psnr()).isCloseTo(40.1725, within(0.001));
    }

    @Test
    void tenBitsAreMeasuredAsTenBits() {
        ShotQuality quality = whole(DEEP, Path.of("test-videos/sintel-deep-coarse.mp4"), 24);
        assertThat(quality.perFrame().get(17).ssim()).isCloseTo(0.969827, within(2e-6));
        assertThat(quality.perFrame().get(17).psnr()).isCloseTo(40.66, within(0.006));
        assertThat(quality.ssim()).isCloseTo(0.974071, within(2e-6));
        assertThat(quality.psnr()).isCloseTo(41.3277, within(0.001));
    }

    @Test
    void xpsnrFollowsItsFormulasAlsoWhereRowsOfTenBitsArePadded() {
        assertFollowsFormulas(PHONE, Path.of("test-videos/sintel-phone-coarse.mkv"), 64);
        assertFollowsFormulas(DEEP, Path.of("test-videos/sintel-deep-coarse.mp4"), 24);
    }

    private static void assertFollowsFormulas(Path reference, Path distorted, int frames) {
        ShotQuality quality = whole(reference, distorted, frames);
        List<Luma> originals = Luma.of(reference);
        List<Luma> coded = Luma.of(distorted);
        double error = 0;
        int[] before = new int[originals.get(0).samples().length];
        for (int i = 0; i < frames; i++) {
            double expected = PaperXpsnr.of(originals.get(i), coded.get(i), before);
            assertThat(quality.perFrame().get(i).xpsnr())
                    .as("frame %d of %s", i, reference)
                    .isCloseTo(expected, within(1e-3));
            error += Math.pow(10, -expected / 20) / frames;
            before = originals.get(i).samples();
        }
        assertThat(quality.xpsnr()).isCloseTo(-20 * Math.log10(error), within(1e-3));
    }

    @Test
    void aSegmentIsMeasuredAgainstTheFramesItWasMadeFrom() {
        FrameRange frames = new FrameRange(24, 48);
        ShotQuality coarse = segment(frames, 36, null);
        assertThat(coarse.frames()).isEqualTo(frames);
        assertThat(coarse.perFrame().get(0).index()).isEqualTo(24);
        ShotQuality fine = segment(frames, 12, null);
        assertThat(fine.xpsnr()).isGreaterThan(coarse.xpsnr() + 10);
        assertThat(fine.ssim()).isGreaterThan(coarse.ssim());
        assertThat(coarse.worst().xpsnr()).isLessThan(coarse.xpsnr());
        double above = MetricJndModel.standard().qpError(coarse, 36, 1).orElseThrow();
        assertThat(above)
                .isPositive()
                .isGreaterThan(MetricJndModel.standard().qpError(fine, 12, 1).orElseThrow() + 10);
        assertThat(MetricJndModel.standard().qpError(coarse, 36, 2).orElseThrow())
                .isLessThan(above);
        assertThat(segment(frames, 36, "yuv420p10le").psnr()).isCloseTo(coarse.psnr(), within(0.5));
        assertThat(segment(frames, 36, "yuv444p").psnr()).isCloseTo(coarse.psnr(), within(0.5));
    }

    private ShotQuality segment(FrameRange frames, int qp, @Nullable String pixelFormat) {
        Path file;
        try (VideoReader reader = at(frames.start())) {
            file = encode(reader, frames, qp, pixelFormat);
        }
        try (VideoReader reader = at(frames.start())) {
            return QualityMeter.segment(reader, file, frames);
        }
    }

    private Path encode(FrameSource source, FrameRange frames, int qp, @Nullable String pixelFormat) {
        EncoderSettings settings =
                new EncoderSettings("superfast", new Rate.ConstantQp(qp), java.util.Map.of(), pixelFormat);
        Path file = folder.resolve(qp + "-" + pixelFormat + ".segment");
        var expected = new ExpectedFrames.Counted((int) frames.length(), OptionalLong.empty());
        new SegmentEncoder(settings).encode(source, expected, file, done -> {});
        return file;
    }

    @Test
    void framesThatWereKeptGiveTheFiguresOfThoseDecodedAgain() {
        FrameRange frames = new FrameRange(24, 48);
        for (String format : Arrays.asList(null, "yuv420p10le")) {
            ShotQuality again = segment(frames, 36, format);
            Path file = folder.resolve("36-" + format + ".segment");
            try (ReadAhead ahead = new ReadAhead(1L << 30, () -> false);
                    VideoReader reader = VideoReader.open(PHONE, ReaderOptions.defaults())) {
                for (long i = 0; i < frames.end(); i++) {
                    assertThat(reader.next()).isTrue();
                    ahead.keep(reader);
                }
                ShotFrames kept = ahead.take(frames.start(), frames.end()).orElseThrow();
                kept.hold();
                encode(kept, frames, 36, format); // which overwrites the frames' times and tags
                kept.rewind();
                assertThat(QualityMeter.segment(kept, file, frames)).isEqualTo(again);
            }
        }
    }

    private static VideoReader at(long frame) {
        VideoReader reader = VideoReader.open(PHONE, ReaderOptions.threads(1));
        for (long i = 0; i <= frame; i++) {
            assertThat(reader.next()).isTrue();
        }
        return reader;
    }

    @Test
    void aSegmentOfOtherFramesIsRefused() {
        FrameRange frames = new FrameRange(24, 48);
        segment(frames, 36, null);
        try (VideoReader reader = at(23)) {
            assertThatThrownBy(() ->
                            QualityMeter.segment(reader, folder.resolve("36-null.segment"), new FrameRange(23, 47)))
                    .isInstanceOf(JndException.Quality.class)
                    .hasMessageContaining("timestamp");
        }
    }

    @Test
    void identicalVideosAreLossless() {
        ShotQuality quality = whole(PHONE, PHONE, 64);
        assertThat(quality.xpsnr()).isEqualTo(100);
        assertThat(quality.psnr()).isEqualTo(100);
        assertThat(quality.ssim()).isEqualTo(1);
    }

    @Test
    void videosOfOtherSizesAndLengthsAreRefusedWithBothNumbers() {
        MediaInfo phone = MediaProbe.probe(PHONE);
        MediaInfo deep = MediaProbe.probe(DEEP);
        List<FrameRange> one = List.of(new FrameRange(0, 24));
        assertThatThrownBy(() -> QualityMeter.videos(phone, deep, one, frame -> {}))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("204x480")
                .hasMessageContaining("426x240");
        Path cut = folder.resolve("cut.mp4");
        shortened(cut);
        assertThatThrownBy(() -> QualityMeter.videos(deep, MediaProbe.probe(cut), one, frame -> {}))
                .isInstanceOf(JndException.Quality.class)
                .hasMessageContaining("24 frames")
                .hasMessageContaining("has 20");
    }

    private void shortened(Path output) {
        Path segment = folder.resolve("short.segment");
        try (VideoReader reader = VideoReader.open(DEEP, ReaderOptions.threads(1))) {
            assertThat(reader.next()).isTrue();
            new SegmentEncoder(EncoderSettings.constantQp("superfast", 30))
                    .encode(reader, new ExpectedFrames.Counted(20, OptionalLong.empty()), segment, done -> {});
        }
        io.jndencode.media.stitch.Stitcher.stitch(new io.jndencode.media.stitch.Stitcher.Job(
                MediaProbe.probe(DEEP), List.of(segment), output, false, true));
    }
}
