package io.jndencode.media.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.OtherStream;
import io.jndencode.media.StoredPackets;
import io.jndencode.media.VideoStream;
import io.jndencode.media.compare.ConstantQpRoundTrip;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.EncoderTrial;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments and what is made of them, on the clips of test-videos. */
class StitcherIT {
    private static final Path EXTRAS = Path.of("test-videos/sintel-extras.mkv");
    private static final Path PHONE = Path.of("test-videos/sintel-phone.mp4");

    @TempDir
    Path folder;

    private List<Path> segments(Path video, int from, int to, EncoderSettings settings) {
        MediaInfo info = MediaProbe.probe(video);
        List<Path> files = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            for (int i = 0; i < from; i++) {
                assertThat(reader.next()).isTrue();
            }
            for (int start = from; start < to; start += 24) {
                assertThat(reader.next()).isTrue();
                var frames = new ExpectedFrames.Counted(Math.min(24, to - start), java.util.OptionalLong.empty());
                Path file = folder.resolve("%s-%d.segment".formatted(settings.preset(), start));
                files.add(new SegmentEncoder(settings)
                        .encode(reader, frames, file, done -> {})
                        .file());
            }
        }
        return files;
    }

    private Stitcher.Result stitch(Path video, List<Path> segments, Path output, boolean part) {
        return Stitcher.stitch(new Stitcher.Job(MediaProbe.probe(video), segments, output, false, part));
    }

    private static List<Long> pts(Path file) {
        List<Long> pts = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.threads(1))) {
            while (reader.next()) {
                pts.add(reader.pts());
            }
        }
        return pts;
    }

    private static EncoderSettings fast(int qp) {
        return EncoderSettings.constantQp("superfast", qp);
    }

    @Test
    void unevenFramesKeepTheirTimesAndTheRotationStays() {
        List<Long> source = pts(PHONE);
        Path output = folder.resolve("out.mp4");
        Stitcher.Result result = stitch(PHONE, segments(PHONE, 0, source.size(), fast(30)), output, false);
        assertThat(result.frames()).isEqualTo(source.size());
        assertThat(pts(output)).isEqualTo(source);
        VideoStream video = MediaProbe.probe(output).video();
        assertThat(video.geometry().rotation())
                .isEqualTo(MediaProbe.probe(PHONE).video().geometry().rotation());
        assertThat(MediaProbe.probe(output).duration())
                .isCloseTo(MediaProbe.probe(PHONE).duration(), org.assertj.core.api.Assertions.within(0.01));
    }

    @Test
    void anMp4GetsTextSubtitlesAndSaysWhatItCannotHold() {
        Path output = folder.resolve("out.mp4");
        List<Path> segments = segments(EXTRAS, 0, 48, fast(34));
        Stitcher.Result result = stitch(EXTRAS, segments, output, false);
        MediaInfo info = MediaProbe.probe(output);
        assertThat(info.others().stream().filter(other -> other.type().equals("subtitle")))
                .extracting(OtherStream::codec, OtherStream::language)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mov_text", "eng"),
                        org.assertj.core.groups.Tuple.tuple("mov_text", "deu"));
        assertThat(info.chapters()).isEqualTo(2);
        assertThat(result.warnings())
                .singleElement()
                .asString()
                .contains("attachment")
                .contains(".mkv");
    }

    @Test
    void aPartBeginsAtZeroWithTheSoundOfThatPart() {
        Path output = folder.resolve("part.mkv");
        stitch(EXTRAS, segments(EXTRAS, 48, 96, fast(34)), output, true);
        List<Long> times = pts(output);
        assertThat(times).hasSize(48);
        assertThat(times.get(0)).isZero();
        List<StoredPackets.Stored> sound = StoredPackets.besideTheVideo(output).get(0);
        List<StoredPackets.Stored> whole = StoredPackets.besideTheVideo(EXTRAS).get(0);
        long shift = pts(EXTRAS).get(48) * 1000;
        assertThat(sound)
                .hasSizeBetween(80, 120)
                .allSatisfy(packet -> assertThat(whole).anySatisfy(from -> {
                    assertThat(from.hash()).isEqualTo(packet.hash());
                    assertThat(from.micros() - shift).isEqualTo(packet.micros());
                }));
    }

    @Test
    void segmentsOfDifferentSettingsAreRefusedAndNothingIsLeft() throws IOException {
        List<Path> mixed = new ArrayList<>(segments(PHONE, 0, 24, fast(30)));
        mixed.add(segments(PHONE, 24, 48, EncoderSettings.constantQp("ultrafast", 30))
                .get(0));
        assertThatThrownBy(() -> stitch(PHONE, mixed, folder.resolve("out.mp4"), false))
                .isInstanceOf(JndException.Encode.class)
                .hasMessageContaining("different settings");
        assertOnlySegmentsLeft();
    }

    @Test
    void aDamagedSegmentIsRefused() throws IOException {
        List<Path> segments = segments(PHONE, 0, 48, fast(30));
        byte[] bytes = Files.readAllBytes(segments.get(1));
        bytes[bytes.length / 2] ^= 1;
        Files.write(segments.get(1), bytes);
        assertThatThrownBy(() -> stitch(PHONE, segments, folder.resolve("out.mp4"), false))
                .isInstanceOf(JndException.Encode.class)
                .hasMessageContaining("is damaged");
        assertOnlySegmentsLeft();
    }

    @Test
    void anInterruptLeavesNothing() throws IOException {
        List<Path> segments = segments(PHONE, 0, 48, fast(30));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> stitch(PHONE, segments, folder.resolve("out.mp4"), false))
                .isInstanceOf(JndException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        assertOnlySegmentsLeft();
    }

    private void assertOnlySegmentsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).allMatch(file -> file.toString().endsWith(".segment"));
        }
    }

    @Test
    void theSameFramesGiveTheSameSegment() throws IOException {
        byte[] once = Files.readAllBytes(segments(PHONE, 0, 24, fast(28)).get(0));
        assertThat(Files.readAllBytes(segments(PHONE, 0, 24, fast(28)).get(0))).isEqualTo(once);
    }

    @Test
    void aFrameThatIsNotTheExpectedOneIsAnError() {
        try (VideoReader reader = VideoReader.open(PHONE, ReaderOptions.threads(1))) {
            assertThat(reader.next()).isTrue();
            var wrong = new ExpectedFrames.Exactly(new long[] {reader.pts(), reader.pts() + 1});
            Path file = folder.resolve("x.segment");
            assertThatThrownBy(() -> new SegmentEncoder(fast(30)).encode(reader, wrong, file, done -> {}))
                    .isInstanceOf(JndException.Encode.class)
                    .hasMessageContaining("at frame 1 the timestamp is");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void aValueX264DoesNotTakeIsNamed() {
        EncoderSettings typo =
                new EncoderSettings("medium", new Rate.ConstantQp(26), Map.of("ref", "4", "me", "hexx"), null);
        assertThatThrownBy(() -> EncoderTrial.check(typo))
                .isInstanceOf(JndException.Usage.class)
                .hasMessage("x264 does not take me=hexx");
    }

    @Test
    void aCoarserQuantiserCostsFewerBytesAndMoreError() {
        var excerpt = new ConstantQpRoundTrip.Excerpt(EXTRAS, 2, 8, 2, 428, 240);
        try (ConstantQpRoundTrip clip = ConstantQpRoundTrip.of(excerpt)) {
            byte[] original = clip.source(3, 160, 88).samples();
            double error = 0;
            long bytes = Long.MAX_VALUE;
            for (int qp : new int[] {12, 26, 40}) {
                ConstantQpRoundTrip.Encoded coded = clip.encode(qp, frame -> frame == 3, 160, 88);
                double next = meanError(original, coded.frames().get(0).samples());
                assertThat(coded.bytes()).isLessThan(bytes);
                assertThat(next).isGreaterThan(error);
                bytes = coded.bytes();
                error = next;
            }
            assertThat(error).isLessThan(20);
        }
    }

    private static double meanError(byte[] a, byte[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return (double) sum / a.length;
    }
}
