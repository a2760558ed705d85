package io.jndencode.media.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.Retimed;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.input.StreamDescription;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.SourceRemarks;
import io.jndencode.media.read.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources whose timestamps are off, and what readers make of them. The right times are those of the same frames before. */
class OddTimesIT {
    /** 24 frames a second with B frames, and sound. */
    private static final Path TRAILER = Path.of("test-videos/sintel_trailer-720p.mp4");

    private static final int FRAMES = 65;
    private static final double STEP = 1.0 / 24;
    private static final Retimed.Edit NONE = (packet, video, frame, second) -> {};

    @TempDir
    Path folder;

    /** What a reader says of a file. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Read(double[] seconds, long repaired, List<String> remarks, long lost) {
        static Read of(Path file) {
            try (VideoReader reader = VideoReader.open(file, ReaderOptions.threads(2))) {
                List<Double> seconds = new ArrayList<>();
                while (reader.next()) {
                    seconds.add(reader.info().video().timing().timeBase().seconds(reader.pts()));
                }
                return new Read(
                        seconds.stream().mapToDouble(s -> s - seconds.get(0)).toArray(),
                        reader.repairedTimestamps(),
                        SourceRemarks.of(reader),
                        reader.lostFrames());
            }
        }

        void isEvery(double step, int frames) {
            assertThat(seconds).hasSize(frames);
            for (int i = 0; i < frames; i++) {
                assertThat(seconds[i]).as("frame %d", i).isBetween(i * step - 0.0011, i * step + 0.0011);
            }
        }
    }

    private static void later(AVPacket packet, long ticks) {
        packet.pts(packet.pts() + ticks);
    }

    private static void allLater(AVPacket packet, long ticks) {
        later(packet, ticks);
        packet.dts(packet.dts() + ticks);
    }

    @ParameterizedTest
    @CsvSource({
        "ts, 20, 600",
        "ts, 21, 600",
        "ts, 0, 600",
        "ts, 64, 600",
        "ts, 20, 5",
        "mkv, 20, 600",
        "mkv, 0, 600",
        "mkv, 22, 5",
        "mp4, 20, 600",
        "mp4, 64, 600",
        "flv, 20, 600",
        "flv, 23, 5",
        "flv, 64, 600",
        "mkv, 64, 600",
        "mov, 30, 90",
    })
    void oneWildTimestampIsMendedAlone(String container, int which, long seconds) {
        Read read = Read.of(Retimed.of(
                TRAILER, FRAMES, folder.resolve("wild." + container), (each, video, frame, second) -> {
                    if (video && frame == which) {
                        later(each, seconds * second);
                    }
                }));
        read.isEvery(STEP, FRAMES);
        assertThat(read.repaired()).isEqualTo(1);
        assertThat(read.lost()).isZero();
        assertThat(read.remarks()).anyMatch(remark -> remark.startsWith("1 timestamp was far off"));
    }

    @Test
    void wildTimestampsApartAreMendedAlone() {
        Read read = Read.of(Retimed.of(TRAILER, FRAMES, folder.resolve("wild.mkv"), (each, video, frame, second) -> {
            if (video && (frame == 12 || frame == 14 || frame == 50)) {
                later(each, 100 * second * frame);
            }
        }));
        read.isEvery(STEP, FRAMES);
        assertThat(read.repaired()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 95_000, -3, 1000})
    void aClockThatJumpsIsMadeToGoOn(long seconds) throws IOException {
        Path first = Retimed.of(
                TRAILER,
                FRAMES,
                folder.resolve("first.ts"),
                (each, video, frame, second) -> allLater(each, 50 * second));
        Path then = Retimed.of(
                TRAILER,
                FRAMES,
                folder.resolve("then.ts"),
                (each, video, frame, second) -> allLater(each, (50 + seconds) * second));
        Read read = Read.of(joined(first, then));
        read.isEvery(STEP, 2 * FRAMES);
        assertThat(read.remarks())
                .containsExactly("the source's clock jumps once, as where recordings were joined:"
                        + " what follows was moved to follow on, sound and all");
    }

    @Test
    void aFrameIsNotTakenForOneOfTheSameTimeInAnotherPart() throws IOException {
        Path part = Retimed.of(TRAILER, FRAMES, folder.resolve("part.ts"), NONE);
        Path both = joined(part, part);
        MediaInfo info = MediaProbe.probe(both);
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1));
                VideoReader other = VideoReader.open(info, ReaderOptions.threads(1))) {
            for (int frame = 0; reader.next(); frame++) {
                if (frame == 30 || frame == FRAMES + 30) {
                    assertThat(other.seekTo(reader.pts(), frame)).isTrue();
                    assertThat(other.checksum()).isEqualTo(reader.checksum());
                    assertThat(other.repairedTimestamps()).isEqualTo(reader.repairedTimestamps());
                }
            }
            assertThat(other.clock().rise()).isFalse();
        }
        try (VideoReader reader = VideoReader.open(part, ReaderOptions.threads(1))) {
            assertThat(reader.clock().rise()).isTrue();
        }
    }

    @Test
    void framesThatShareTicksAreSpreadAndLastAsLongAsBefore() {
        Read read = Read.of(Retimed.of(
                TRAILER, 1, FRAMES, folder.resolve("crowded.mkv"), (packet, video, frame, second) -> {
                    packet.pts(Math.floorDiv(frame * 1000, 2500)).dts(Math.floorDiv(packet.dts() * 24, 2500));
                }));
        assertThat(read.seconds()).hasSize(FRAMES);
        for (int frame = 0; frame < FRAMES; frame++) {
            assertThat(read.seconds()[frame]).isBetween(frame / 2500.0 - 0.001, frame / 2500.0 + 0.001);
        }
    }

    private Path joined(Path... parts) throws IOException {
        Path file = folder.resolve("joined.ts");
        Files.deleteIfExists(file);
        for (Path part : parts) {
            Files.write(
                    file,
                    Files.readAllBytes(part),
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        }
        return file;
    }

    @Test
    void soundStaysWithThePictureBehindAJump() throws IOException {
        Path first = Retimed.of(TRAILER, FRAMES, folder.resolve("first.ts"), NONE);
        Path then = Retimed.of(
                TRAILER,
                FRAMES,
                folder.resolve("then.ts"),
                (each, video, frame, second) -> allLater(each, 95_000 * second));
        double[] before = apart(first);
        double[] behind = apart(joined(then, first, then));
        assertThat(behind).hasSize(3 * before.length);
        for (int i = 0; i < behind.length; i++) {
            assertThat(behind[i]).isBetween(before[i % before.length] - 0.001, before[i % before.length] + 0.001);
        }
    }

    /** How long behind the picture sent before it each packet of sound is heard. */
    private static double[] apart(Path file) {
        AVPacket packet = av_packet_alloc();
        try (InputFile input = InputFile.open(file);
                SteadyPackets packets = new SteadyPackets(input, input.bestVideo())) {
            List<Double> apart = new ArrayList<>();
            double picture = 0;
            while (packets.read(packet) >= 0) {
                double time = StreamDescription.rational(
                                input.stream(packet.stream_index()).time_base())
                        .seconds(packet.dts());
                if (packet.stream_index() == input.bestVideo()) {
                    picture = time;
                } else {
                    apart.add(time - picture);
                }
                av_packet_unref(packet);
            }
            return apart.stream().mapToDouble(Double::doubleValue).toArray();
        } finally {
            av_packet_free(packet);
        }
    }

    /** A program of FFmpeg's moves all sound that follows behind such a packet. */
    @ParameterizedTest
    @CsvSource({
        "mkv, 20, 1, 600",
        "mkv, 21, 1, 5",
        "mkv, 0, 1, 600",
        "mkv, 100, 1, 600",
        "mkv, 40, 10, 30",
        "ts, 40, 30, 600"
    })
    void wildTimestampsOfSoundAreMendedAlone(String container, int which, int many, long seconds) {
        AtomicInteger count = new AtomicInteger();
        Path right = Retimed.of(TRAILER, FRAMES, folder.resolve("right." + container), NONE);
        Path wild = Retimed.of(TRAILER, FRAMES, folder.resolve("wild." + container), (each, video, frame, second) -> {
            int number = video ? -1 : count.getAndIncrement();
            if (number >= which && number < which + many) {
                later(each, seconds * second);
            }
        });
        List<Double> expected = soundOf(right, 0);
        assertThat(expected).hasSizeGreaterThan(which);
        List<Double> found = soundOf(wild, 1);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).as("packet %d", i).isBetween(expected.get(i) - 0.002, expected.get(i) + 0.002);
        }
    }

    /** When the packets of sound are heard, in seconds. */
    private static List<Double> soundOf(Path file, int mendedAtLeast) {
        AVPacket packet = av_packet_alloc();
        List<Double> seconds = new ArrayList<>();
        try (InputFile input = InputFile.open(file);
                SteadyPackets packets = new SteadyPackets(input, input.bestVideo())) {
            int sound = -1;
            while (packets.read(packet) >= 0) {
                if (packet.stream_index() != input.bestVideo()) {
                    sound = packet.stream_index();
                    seconds.add(StreamDescription.rational(input.stream(sound).time_base())
                            .seconds(packet.pts()));
                }
                av_packet_unref(packet);
            }
            assertThat(packets.strays(sound)).isGreaterThanOrEqualTo(mendedAtLeast);
            assertThat(packets.strays(sound) > 0).isEqualTo(mendedAtLeast > 0);
            return seconds;
        } finally {
            av_packet_free(packet);
        }
    }

    @Test
    void aStepForwardOfTheVideoAloneIsAGap() {
        Read read = Read.of(Retimed.of(TRAILER, FRAMES, folder.resolve("gap.ts"), (each, video, frame, second) -> {
            if (video && frame >= 28) {
                allLater(each, 8 * second);
            }
        }));
        assertThat(read.seconds()[FRAMES - 1]).isBetween(64 * STEP + 7.99, 64 * STEP + 8.01);
        assertThat(read.repaired()).isZero();
    }

    @Test
    void aLongPauseInMatroskaStays() {
        Read read = Read.of(Retimed.of(TRAILER, FRAMES, folder.resolve("pause.mkv"), (each, video, frame, second) -> {
            if (frame >= 28) {
                allLater(each, 100 * second);
            }
        }));
        assertThat(read.repaired()).isZero();
        assertThat(read.seconds()[FRAMES - 1]).isBetween(100 + 64 * STEP - 0.01, 100 + 64 * STEP + 0.01);
    }

    @Test
    void aVideoThatStartsLateMissesNothing() {
        Path late = Retimed.of(TRAILER, FRAMES, folder.resolve("late.mkv"), (each, video, frame, second) -> {
            if (video) {
                allLater(each, 3 * second);
            }
        });
        Read read = Read.of(late);
        read.isEvery(STEP, FRAMES);
        assertThat(read.lost()).isZero();
    }

    @Test
    void aLateVideoThatIsCutOffMissesFrames() throws IOException {
        Path late = Retimed.of(TRAILER, 1, FRAMES, folder.resolve("late.mkv"), (each, video, frame, second) -> {
            if (video) {
                allLater(each, 3 * second);
            }
        });
        byte[] whole = Files.readAllBytes(late);
        Path cut = Files.write(folder.resolve("cut.mkv"), Arrays.copyOf(whole, whole.length / 4));
        Read read = Read.of(cut);
        assertThat(read.seconds().length).isBetween(5, 55);
        assertThat(read.lost() + read.seconds().length).isBetween(FRAMES - 3L, FRAMES + 3L);
    }
}
