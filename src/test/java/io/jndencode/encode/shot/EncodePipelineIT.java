package io.jndencode.encode.shot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.encode.resume.WorkFolder;
import io.jndencode.media.CodedFrame;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.StoredPackets;
import io.jndencode.media.encoder.X264;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.PlannedShot;
import io.jndencode.plan.RateControl;
import io.jndencode.plan.ShotSettings;
import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipeline alone, on real clips cut into shots of a fixed length. */
class EncodePipelineIT {
    private static final Path VIDEOS = Path.of("test-videos");
    private static final EncoderChoice FAST =
            new EncoderChoice(new X264(), new RateControl.ConstantQp(), "ultrafast", "", EncoderChoice.SOURCE_FORMAT);

    @TempDir
    Path folder;

    private final List<Progress> events = Collections.synchronizedList(new ArrayList<>());

    /** Shots of one length, at QPs that differ from shot to shot, with their frames' times. */
    private record Cut(List<PlannedShot> shots, List<long[]> times) {
        static Cut of(Path video, int length) {
            long[] pts = pts(video).stream().mapToLong(Long::longValue).toArray();
            Cut cut = new Cut(new ArrayList<>(), new ArrayList<>());
            for (int start = 0; start < pts.length; start += length) {
                int end = Math.min(pts.length, start + length);
                int index = cut.shots.size();
                Shot shot = new Shot(index, new FrameRange(start, end), Transition.SPLIT);
                long endPts = end < pts.length ? pts[end] : pts[end - 1] + 1;
                cut.shots.add(new PlannedShot(
                        shot, pts[start], endPts, List.of(), null, ShotSettings.constant(30 + index % 4), null));
                cut.times.add(Arrays.copyOfRange(pts, start, end));
            }
            return cut;
        }
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

    private EncodePipeline.Result encode(Path video, Path output, Cut cut, Resources how, Consumer<Progress> listener) {
        MediaInfo source = MediaProbe.probe(video);
        try (WorkFolder work = WorkFolder.open(new WorkFolder.Job(source, output, how), listener);
                EncodePipeline pipeline = new EncodePipeline(
                        work, new EncodePipeline.Manner(FAST, how, RefinementTarget.NONE), listener)) {
            for (int i = 0; i < cut.shots().size(); i++) {
                pipeline.submit(
                        cut.shots().get(i),
                        new ExpectedFrames.Exactly(cut.times().get(i)));
            }
            EncodePipeline.Result result = pipeline.finish(false, false);
            work.finished();
            return result;
        }
    }

    private Path encode(String clip, String output) {
        Path video = VIDEOS.resolve(clip);
        Path file = folder.resolve(output);
        encode(video, file, Cut.of(video, 25), new Resources(2, null, false), events::add);
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sintel-extras.mkv", "sintel-phone.mp4"})
    void soundAndSubtitlesAreCopiedByteForByteAtTheirTimes(String clip) {
        Path output = encode(clip, "out" + clip.substring(clip.lastIndexOf('.')));
        List<List<StoredPackets.Stored>> before = StoredPackets.besideTheVideo(VIDEOS.resolve(clip));
        assertThat(before).isNotEmpty();
        assertThat(StoredPackets.besideTheVideo(output)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"sintel-phone.mp4,64", "sintel-splice.mp4,210", "sintel-extras.mkv,192"})
    void everyFrameIsThereOnceAtExactlyItsTime(String clip, int frames) {
        Path output = encode(clip, "out" + clip.substring(clip.lastIndexOf('.')));
        assertThat(MediaProbe.probe(output).video().timing().timeBase())
                .isEqualTo(
                        MediaProbe.probe(VIDEOS.resolve(clip)).video().timing().timeBase());
        assertThat(pts(output)).hasSize(frames).isEqualTo(pts(VIDEOS.resolve(clip)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sintel-hlg10.mp4", "sintel-interlaced.mkv", "sintel-splice.mp4"})
    void everyShotHasItsQpAtEveryBitDepth(String clip) {
        Path output = encode(clip, "out.mkv");
        List<CodedFrame> coded = CodedFrame.read(output);
        for (PlannedShot shot : Cut.of(VIDEOS.resolve(clip), 25).shots()) {
            for (long n = shot.shot().frames().start(); n < shot.shot().frames().end(); n++) {
                CodedFrame frame = coded.get((int) n);
                // Ultrafast has no B frames.
                assertThat(frame.qp())
                        .as("frame %d, %s", n, frame)
                        .isEqualTo(frame.type() == 'I' ? shot.keyFrameQp() : shot.qp());
            }
        }
    }

    @Test
    void anMp4CanBePlayedWhileItLoads() throws IOException {
        List<String> atoms = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(encode("sintel-splice.mp4", "out.mp4")));
        for (int at = 0; at < bytes.capacity(); at += bytes.getInt(at)) {
            atoms.add(new String(bytes.array(), at + 4, 4, StandardCharsets.US_ASCII));
        }
        assertThat(atoms).containsSubsequence("ftyp", "moov", "mdat");
    }

    @Test
    void aFileThatAppearsWhileEncodingIsLeftAlone() throws IOException {
        Path video = VIDEOS.resolve("sintel-phone.mp4");
        Path output = folder.resolve("out.mp4");
        assertThatThrownBy(() -> encode(video, output, Cut.of(video, 25), new Resources(2, null, false), event -> {
                    if (event instanceof Progress.Joining) {
                        write(output, "precious");
                    }
                }))
                .isInstanceOf(JndException.Encode.class)
                .hasMessageContaining("exists already");
        assertThat(output).hasContent("precious");
        assertThat(filesLeft()).containsExactlyInAnyOrder("out.mp4", ".jnd-encode-out.mp4");
    }

    @Test
    void anExistingFileIsRefusedBeforeAnyWork() {
        Path video = VIDEOS.resolve("sintel-phone.mp4");
        Path output = write(folder.resolve("out.mp4"), "precious");
        assertThatThrownBy(() -> EncodePipeline.checkPlace(video, output, false))
                .isInstanceOf(JndException.Encode.class)
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> EncodePipeline.checkPlace(output, folder.resolve("./out.mp4"), true))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("is the input itself");
    }

    @Test
    void theFirstFailureStopsTheOtherShotsAndIsTheOneReported() throws IOException {
        Path video = VIDEOS.resolve("sintel_trailer-720p.mp4");
        Cut cut = Cut.of(video, 100);
        cut.times().get(0)[20]++;
        assertThatThrownBy(
                        () -> encode(video, folder.resolve("out.mp4"), cut, new Resources(2, null, false), events::add))
                .isInstanceOf(JndException.Encode.class)
                .hasMessageContaining("at frame 20 the timestamp is");
        assertThat(events.stream().filter(Progress.Encoded.class::isInstance))
                .as("shots encoded all the same")
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void anOutputThatCannotBeMadeIsAFailureOfEncodingInOneSentence() {
        Path video = VIDEOS.resolve("sintel-phone.mp4");
        Path output = folder.resolve("missing").resolve("out.mp4");
        assertThatThrownBy(() -> encode(video, output, Cut.of(video, 25), new Resources(2, null, false), events::add))
                .isInstanceOf(JndException.Encode.class)
                .hasMessageContaining(folder.resolve("missing").toString());
    }

    @Test
    void segmentsAreKeptWhereAskedForAndSaid() throws IOException {
        Path video = VIDEOS.resolve("sintel-phone.mp4");
        Path segments = Files.createDirectory(folder.resolve("segments"));
        encode(video, folder.resolve("out.mp4"), Cut.of(video, 25), new Resources(1, segments, true), events::add);
        try (Stream<Path> kept = Files.walk(segments)) {
            assertThat(kept.filter(file -> file.toString().endsWith(".segment")))
                    .hasSize(3);
        }
        assertThat(events)
                .filteredOn(Progress.Kept.class::isInstance)
                .singleElement()
                .asString()
                .contains(segments.toString());
    }

    @Test
    void shotsWithoutTimestampsAreFoundByCounting() throws IOException {
        Path video = VIDEOS.resolve("sintel-phone.mp4");
        Cut cut = Cut.of(video, 10);
        encode(video, folder.resolve("timed.mp4"), cut, new Resources(2, null, false), events::add);
        Resources how = new Resources(2, null, false);
        WorkFolder.Job job = new WorkFolder.Job(MediaProbe.probe(video), folder.resolve("counted.mp4"), how);
        try (WorkFolder work = WorkFolder.open(job, events::add);
                EncodePipeline pipeline = new EncodePipeline(
                        work, new EncodePipeline.Manner(FAST, how, RefinementTarget.NONE), events::add)) {
            for (PlannedShot shot : cut.shots()) {
                int count = (int) shot.shot().frames().length();
                pipeline.submit(shot, new ExpectedFrames.Counted(count, OptionalLong.empty()));
            }
            pipeline.finish(false, false);
        }
        assertThat(Files.mismatch(folder.resolve("timed.mp4"), folder.resolve("counted.mp4")))
                .isEqualTo(-1);
    }

    private List<String> filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
