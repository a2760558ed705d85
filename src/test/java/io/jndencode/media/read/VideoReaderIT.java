package io.jndencode.media.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.media.BgrImage;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.Remuxed;
import io.jndencode.media.SmallClip;
import io.jndencode.media.input.MediaProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading frames of real clips: all of them, at their times, and the same ones after a jump. */
class VideoReaderIT {
    private static final Path VIDEOS = Path.of("test-videos");

    private record Seen(long pts, int picture) {
        static Seen of(VideoReader reader) {
            return new Seen(reader.pts(), Arrays.hashCode(reader.luma(64, 36).samples()));
        }
    }

    private static List<Seen> linear(MediaInfo info, int threads) {
        List<Seen> frames = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(threads))) {
            while (reader.next()) {
                frames.add(Seen.of(reader));
            }
            assertThat(reader.lostFrames()).isZero();
        }
        return frames;
    }

    /** Frame counts are those of ffprobe -count_frames. */
    @ParameterizedTest
    @CsvSource({
        "sintel-extras.mkv, 192",
        "sintel-splice.mp4, 210",
        "sintel-phone.mp4, 64",
        "sintel-hlg10.mp4, 60",
        "sintel-interlaced.mkv, 50"
    })
    void aJumpLandsOnTheVeryFrameAndReadsOnFromThere(String file, int count) {
        MediaInfo info = MediaProbe.probe(VIDEOS.resolve(file));
        List<Seen> frames = linear(info, 2);
        assertThat(frames).hasSize(count);
        assertThat(frames.stream().mapToLong(Seen::pts).toArray()).isSorted();
        assertThat(linear(info, 1)).isEqualTo(frames);
        Random random = new Random(7);
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            for (int i = 0; i < 12; i++) {
                int frame = random.nextInt(count - 1);
                assertThat(reader.seekTo(frames.get(frame).pts(), frame)).isTrue();
                assertThat(Seen.of(reader)).as("frame %d", frame).isEqualTo(frames.get(frame));
                assertThat(reader.next()).isTrue();
                assertThat(reader.index()).isEqualTo(frame + 1);
                assertThat(Seen.of(reader)).as("after frame %d", frame).isEqualTo(frames.get(frame + 1));
            }
        }
    }

    /** What the packets cannot tell for sure is read: fewer than a hundred frames, fields, a stream without an index. */
    @ParameterizedTest
    @CsvSource({
        "sintel-splice.mp4, 6, true",
        "sintel-splice.mp4, 8.6, true",
        "sintel-splice.mp4, 3, false",
        "sintel-extras.mkv, 6.5, true",
        "sintel-interlaced.mkv, 1.5, false",
        "sintel_trailer-720p.mp4, 12, true"
    })
    void aLateStartIsReachedWithoutDecodingAllBeforeIt(String file, double start, boolean skips) {
        MediaInfo info = MediaProbe.probe(VIDEOS.resolve(file));
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(2));
                VideoReader linear = VideoReader.open(info, ReaderOptions.threads(2))) {
            assertThat(reader.next()).isTrue();
            long time = reader.pts()
                    + Math.round(start / info.video().timing().timeBase().toDouble());
            reader.skipTowards(time);
            assertThat(reader.index() > 0).isEqualTo(skips);
            assertThat(reader.pts()).isLessThan(time);
            long frame = reader.index();
            while (linear.index() < frame) {
                assertThat(linear.next()).isTrue();
            }
            for (int i = 0; i < 40; i++) {
                assertThat(Seen.of(reader)).as("frame %d", linear.index()).isEqualTo(Seen.of(linear));
                assertThat(reader.index()).isEqualTo(linear.index());
                boolean more = linear.next();
                assertThat(reader.next()).isEqualTo(more);
                if (!more) {
                    break;
                }
            }
            assertThat(reader.lostFrames()).isZero();
        }
    }

    @Test
    void aTimeWithoutAFrameIsNotFound() {
        MediaInfo info = MediaProbe.probe(VIDEOS.resolve("sintel-splice.mp4"));
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            assertThat(reader.seekTo(1, 0)).isFalse();
        }
    }

    /** The HLG clip is the trailer's desert in another coding: tone-mapped back, it must have its colours. */
    @Test
    void hdrFramesLookLikeTheirSdrSource() {
        double[] hdr = meanColour("sintel-hlg10.mp4", 30, 0);
        double[] sdr = meanColour("sintel_trailer-720p.mp4", 876 + 30, 88);
        // The hue is kept; how bright a tone curve shows diffuse white is a matter of taste.
        assertThat(hdr[0] / hdr[2]).isCloseTo(sdr[0] / sdr[2], within(0.08));
        assertThat(hdr[1] / hdr[2]).isCloseTo(sdr[1] / sdr[2], within(0.08));
        assertThat(hdr[1] / sdr[1]).isBetween(0.65, 1.2);
    }

    /** Mean blue, green and red of a frame without so many of 720 lines at top and bottom. */
    private static double[] meanColour(String file, int frame, int cropped) {
        try (VideoReader reader = VideoReader.open(VIDEOS.resolve(file), ReaderOptions.defaults())) {
            while (reader.index() < frame) {
                assertThat(reader.next()).isTrue();
            }
            BgrImage image = reader.bgr(128, 72);
            double[] sums = new double[3];
            int skip = cropped / 10 + (cropped > 0 ? 1 : 0);
            int from = skip * 128;
            int to = (72 - skip) * 128;
            for (int pixel = from; pixel < to; pixel++) {
                for (int channel = 0; channel < 3; channel++) {
                    sums[channel] += (image.samples()[3 * pixel + channel] & 0xff) / (double) (to - from);
                }
            }
            return sums;
        }
    }

    /** As phones' and broadcasters' files do: the stream says 1:1, the container what is right. */
    @Test
    void aContainerThatOverrulesTheAspectRatioOfTheStreamIsNoChangeAmongItsFrames(@TempDir Path folder) {
        Path clip = SmallClip.write(Path.of("test-videos/sintel-phone.mp4"), 4, 40, folder.resolve("clip.mp4"));
        Path overruled = Remuxed.of(clip, folder.resolve("wide.mkv"), context -> {
            context.streams(0).sample_aspect_ratio().num(4).den(3);
            context.streams(0).codecpar().sample_aspect_ratio().num(4).den(3);
        });
        try (VideoReader reader = VideoReader.open(overruled, ReaderOptions.threads(1))) {
            assertThat(reader.info().video().geometry().sar().toDouble()).isCloseTo(4.0 / 3, within(0.01));
            while (reader.next()) {
                assertThat(reader.frame().sample_aspect_ratio().num()).isOne();
            }
            assertThat(reader.index()).isEqualTo(3);
            assertThat(SourceRemarks.of(reader)).isEmpty();
        }
    }
}
