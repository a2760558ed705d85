package io.jndencode.media.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import io.jndencode.media.Retimed;
import io.jndencode.media.input.StreamDescription;
import io.jndencode.media.open.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources whose timestamps are off, and what readers make of them. The right times are those of the same frames before. */
class OddTimesIT extends RetimedTrailer {
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
