package io.jndencode.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.LumaImage;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.plan.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that a file asks to be turned are turned in the ladder: every sample is where a player would show it. */
class RungPictureIT {
    private static final MediaInfo CLIP = MediaProbe.probe(Path.of("test-videos", "sintel-splice.mp4")); // 640x272

    private static MediaInfo turned(int clockwise) {
        VideoStream video = CLIP.video();
        VideoStream.Geometry coded = video.geometry();
        VideoStream other = new VideoStream(
                video.streamIndex(),
                video.codec(),
                new VideoStream.Geometry(
                        coded.width(), coded.height(), clockwise, coded.sar(), coded.interlaced(), coded.cropping()),
                video.timing(),
                video.format());
        return new MediaInfo(
                CLIP.file(),
                CLIP.files(),
                CLIP.container(),
                CLIP.duration(),
                other,
                List.of(),
                CLIP.chapters(),
                CLIP.bitRate());
    }

    private static LumaImage first(MediaInfo info, int width, int height) {
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            reader.next();
            return reader.luma(width, height);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void samplesAreWhereAPlayerShowsThem(int clockwise) {
        MediaInfo info = turned(clockwise);
        RungPicture picture = new RungPicture(info, info);
        boolean upright = clockwise % 180 == 90;
        int width = upright ? 272 : 640;
        int height = upright ? 640 : 272;
        MediaInfo rung = picture.of(new Rung(VideoEncoder.usual(), picture.lines(), Target.JND1));
        assertThat(rung.video().geometry().width()).isEqualTo(width);
        assertThat(rung.video().geometry().height()).isEqualTo(height);
        LumaImage before = first(CLIP, 640, 272);
        LumaImage after = first(rung, width, height);
        for (int y = 0; y < height; y += 7) {
            for (int x = 0; x < width; x += 7) {
                int expected = switch (clockwise) {
                    case 90 -> before.at(y, 271 - x);
                    case 180 -> before.at(639 - x, 271 - y);
                    case 270 -> before.at(639 - y, x);
                    default -> before.at(x, y);
                };
                assertThat(after.at(x, y)).isEqualTo(expected);
            }
        }
    }
}
