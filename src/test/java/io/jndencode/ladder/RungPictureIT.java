package io.jndencode.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.LumaImage;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.MirroredClip;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.plan.Target;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that a file asks to be turned and mirrored are so in the ladder: every sample is where its matrix puts it. */
class RungPictureIT {
    private static final Path CLIP = Path.of("test-videos", "sintel-splice.mp4");
    private static final int WIDTH = 640;
    private static final int HEIGHT = 272;

    @TempDir
    Path folder;

    private static LumaImage first(MediaInfo info, int width, int height) {
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            reader.next();
            return reader.luma(width, height);
        }
    }

    /** The matrix of ISO/IEC 14496-12: a sample at p, q from the middle is shown at ap + cq, bp + dq from it. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, 0, false",
        "0, 1, -1, 0, 90, false",
        "-1, 0, 0, -1, 180, false",
        "0, -1, 1, 0, 270, false",
        "-1, 0, 0, 1, 0, true",
        "0, -1, -1, 0, 90, true",
        "1, 0, 0, -1, 180, true",
        "0, 1, 1, 0, 270, true"
    })
    void samplesAreWhereAPlayerShowsThem(int a, int b, int c, int d, int clockwise, boolean mirrored)
            throws IOException {
        MediaInfo info = MediaProbe.probe(MirroredClip.write(CLIP, a, b, c, d, folder.resolve("turned.mp4")));
        assertThat(info.video().geometry().rotation()).isEqualTo(clockwise);
        assertThat(info.video().geometry().mirrored()).isEqualTo(mirrored);
        RungPicture picture = new RungPicture(info, info);
        int width = a == 0 ? HEIGHT : WIDTH;
        int height = a == 0 ? WIDTH : HEIGHT;
        MediaInfo rung = picture.of(new Rung(VideoEncoder.usual(), picture.lines(), Target.JND1));
        assertThat(rung.video().geometry().width()).isEqualTo(width);
        assertThat(rung.video().geometry().height()).isEqualTo(height);
        LumaImage stored = first(info, WIDTH, HEIGHT);
        LumaImage shown = first(rung, width, height);
        for (int y = 0; y < HEIGHT; y += 7) {
            for (int x = 0; x < WIDTH; x += 7) {
                int p = 2 * x - (WIDTH - 1);
                int q = 2 * y - (HEIGHT - 1);
                int column = (a * p + c * q + width - 1) / 2;
                int row = (b * p + d * q + height - 1) / 2;
                assertThat(shown.at(column, row)).isEqualTo(stored.at(x, y));
            }
        }
    }
}
