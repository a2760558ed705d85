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
import io.jndencode.media.read.VideoReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings that were joined: the clock of what follows jumps, and is made to go on. */
class JumpingClockIT extends RetimedTrailer {
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
}
