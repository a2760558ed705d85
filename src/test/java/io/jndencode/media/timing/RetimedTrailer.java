package io.jndencode.media.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.Retimed;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.SourceRemarks;
import io.jndencode.media.read.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.io.TempDir;

/** The beginning of a clip with its timestamps changed, and what a reader makes of it. */
abstract class RetimedTrailer {
    /** 24 frames a second with B frames, and sound. */
    static final Path TRAILER = Path.of("test-videos/sintel_trailer-720p.mp4");

    static final int FRAMES = 65;
    static final double STEP = 1.0 / 24;
    static final Retimed.Edit NONE = (packet, video, frame, second) -> {};

    @TempDir
    Path folder;

    /** What a reader says of a file. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Read(double[] seconds, long repaired, List<String> remarks, long lost) {
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

    static void later(AVPacket packet, long ticks) {
        packet.pts(packet.pts() + ticks);
    }

    static void allLater(AVPacket packet, long ticks) {
        later(packet, ticks);
        packet.dts(packet.dts() + ticks);
    }

    Path joined(Path... parts) throws IOException {
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
}
