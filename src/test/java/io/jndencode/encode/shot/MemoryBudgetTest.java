package io.jndencode.encode.shot;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.ColorTags;
import io.jndencode.media.PlainVideo;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.media.encoder.X264;
import io.jndencode.plan.EncoderChoice;
import io.jndencode.plan.RateControl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryBudgetTest {
    @ParameterizedTest
    @CsvSource({
        "1920, 1080,  8, cqp, medium,   16, 8,  8", // a worker a thread
        "3840, 2160,  8, cqp, medium,    4, 8,  5", // 760 MiB each
        "3840, 2160,  8, crf, medium,    4, 8,  2", // 1.7 GiB each: the look-ahead
        "3840, 2160, 10, cqp, medium,    4, 8,  2", // twice 8 bit
        "3840, 2160,  8, cqp, veryslow,  4, 8,  2", // 2 GB each
        "7680, 4320, 10, cqp, placebo,   2, 8,  1", // one at least
    })
    void asManyShotsAtOnceAsThreadsAndMemoryAllow(
            int width,
            int height,
            int depth,
            String rateControl,
            String preset,
            long gibibytes,
            int threads,
            int workers) {
        EncoderChoice encoder = new EncoderChoice(new X264(), RateControl.parse(rateControl), preset, "", "source");
        assertThat(MemoryBudget.workers(video(width, height, depth), encoder, gibibytes << 30, threads))
                .isEqualTo(workers);
    }

    @ParameterizedTest
    @CsvSource({
        "1280,  720,  8, 2,  false, 4096, 253", // 64 frames for each worker and for the shot being read, 1.3 MiB each
        "1280,  720,  8, 2,  true,  4096, 337", // and 32 more for each worker, until they are measured
        "1920, 1080, 10, 2,  false, 4096, 1139", // 5.9 MiB each
        "3840, 2160, 10, 2,  false, 1024, 1024", // the memory allowed
        "3840, 2160, 10, 2,  true,  1024, 1024",
        "1280,  720,  8, 16, false, 4096, 1434",
    })
    void framesAreKeptForEveryWorkerAsFarAsMemoryAllows(
            int width, int height, int depth, int workers, boolean measured, long mebibytes, long kept) {
        assertThat(MemoryBudget.readAhead(video(width, height, depth), workers, measured, mebibytes << 20) >> 20)
                .isEqualTo(kept);
    }

    private static VideoStream video(int width, int height, int depth) {
        return new VideoStream(
                0,
                "h264",
                PlainVideo.geometry(width, height),
                new VideoStream.Timing(new Rational(25, 1), false, 0, new Rational(1, 25)),
                PlainVideo.format(
                        depth == 8 ? "yuv420p" : "yuv420p10le", depth, new ColorTags("bt709", "bt709", "bt709", "tv")));
    }
}
