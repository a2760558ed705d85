package io.jndencode.media.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.ColorTags;
import io.jndencode.media.Cropping;
import io.jndencode.media.PlainVideo;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.junit.jupiter.api.Test;

class NominalRateTest {
    private static Rational named(Rational bySource, Rational seen) {
        ColorTags color = new ColorTags("bt709", "bt709", "bt709", "tv");
        VideoStream video = new VideoStream(
                0,
                "dvvideo",
                new VideoStream.Geometry(720, 480, 0, false, new Rational(1, 1), true, Cropping.NONE),
                new VideoStream.Timing(seen, false, 0, new Rational(1, 60_000)),
                PlainVideo.format("yuv411p", 8, color));
        try (AVStream stream = new AVStream()) {
            stream.avg_frame_rate().num((int) bySource.num()).den((int) bySource.den());
            NominalRate.set(stream, video);
            return StreamDescription.rational(stream.avg_frame_rate());
        }
    }

    @Test
    void theTicksOfAClockAreNoFrameRate() {
        Rational ntsc = new Rational(30_000, 1001);
        assertThat(named(new Rational(60_000, 1), ntsc)).isEqualTo(ntsc);
        assertThat(named(new Rational(1000, 1), new Rational(25, 1))).isEqualTo(new Rational(25, 1));
    }

    @Test
    void aRateThatIsNearStays() {
        assertThat(named(new Rational(2997, 100), new Rational(30_000, 1001))).isEqualTo(new Rational(2997, 100));
        assertThat(named(Rational.UNKNOWN, new Rational(25, 1))).isEqualTo(Rational.UNKNOWN);
        assertThat(named(new Rational(25, 1), Rational.UNKNOWN)).isEqualTo(new Rational(25, 1));
    }
}
