package io.jndencode.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.ColorTags;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {
    @ParameterizedTest
    @CsvSource({
        "1920, 1080,  8, medium,   16, 8,  8", // a worker a thread
        "3840, 2160,  8, medium,    4, 8,  5", // 760 MiB each
        "3840, 2160, 10, medium,    4, 8,  2", // twice that
        "3840, 2160,  8, veryslow,  4, 8,  2", // 2 GB each
        "7680, 4320, 10, placebo,   2, 8,  1", // one at least
    })
    void asManyShotsAtOnceAsThreadsAndMemoryAllow(
            int width, int height, int depth, String preset, long gibibytes, int threads, int workers) {
        assertThat(Memory.workers(video(width, height, depth), preset, gibibytes << 30, threads))
                .isEqualTo(workers);
    }

    private static VideoStream video(int width, int height, int depth) {
        return new VideoStream(
                0,
                "h264",
                width,
                height,
                new Rational(25, 1),
                false,
                0,
                new Rational(1, 25),
                depth == 8 ? "yuv420p" : "yuv420p10le",
                depth,
                new ColorTags("bt709", "bt709", "bt709", "tv"),
                null,
                0,
                new Rational(1, 1),
                false);
    }
}
