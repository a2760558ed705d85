package io.jndencode.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.BgrImage;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.MirroredClip;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.plan.sidecar.Sidecar;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of a report are where the matrix of ISO/IEC 14496-12 puts them: a sample at p, q from the middle is shown at ap + cq, bp + dq. */
class ShownAsIT {
    private static final Path CLIP = Path.of("test-videos", "sintel-splice.mp4");

    @TempDir
    Path folder;

    private static int green(BgrImage image, int x, int y) {
        return image.samples()[3 * (y * image.width() + x) + 1] & 0xff;
    }

    private record Matrix(int a, int b, int c, int d) {
        int column(int x, int y, int width, int height, int shown) {
            return (a * (2 * x - width + 1) + c * (2 * y - height + 1) + shown - 1) / 2;
        }

        int row(int x, int y, int width, int height, int shown) {
            return (b * (2 * x - width + 1) + d * (2 * y - height + 1) + shown - 1) / 2;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1",
        "0, 1, -1, 0",
        "-1, 0, 0, -1",
        "0, -1, 1, 0",
        "-1, 0, 0, 1",
        "0, -1, -1, 0",
        "1, 0, 0, -1",
        "0, 1, 1, 0"
    })
    void samplesAndThumbnailsAreWhereAPlayerShowsThem(int a, int b, int c, int d) throws IOException {
        Matrix matrix = new Matrix(a, b, c, d);
        MediaInfo info = MediaProbe.probe(MirroredClip.write(CLIP, a, b, c, d, folder.resolve("turned.mp4")));
        Sidecar sidecar = Jobs.planned("turned.mp4", 1);
        ReportData data = ReportData.of(sidecar, List.of());
        try (FrameGrabber grabber = FrameGrabber.open(info)) {
            DataUri thumbnail =
                    Objects.requireNonNull(Thumbnails.take(data, grabber, 0).get(0));
            int width = a == 0 ? thumbnail.height() : thumbnail.width();
            int height = a == 0 ? thumbnail.width() : thumbnail.height();
            BgrImage stored = grabber.picture(width, height);
            BgrImage shown = ShownAs.of(info.video().geometry()).shown(stored);
            assertThat(List.of(shown.width(), shown.height())).containsExactly(thumbnail.width(), thumbnail.height());
            BufferedImage jpeg = decoded(thumbnail);
            long error = 0;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int column = matrix.column(x, y, width, height, shown.width());
                    int row = matrix.row(x, y, width, height, shown.height());
                    assertThat(green(shown, column, row)).isEqualTo(green(stored, x, y));
                    error += Math.abs((jpeg.getRGB(column, row) >> 8 & 0xff) - green(stored, x, y));
                }
            }
            assertThat(error / (double) (width * height)).as("what JPEG loses").isLessThan(6);
        }
    }

    private static BufferedImage decoded(DataUri picture) throws IOException {
        String data = picture.uri().substring(picture.uri().indexOf(',') + 1);
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
    }
}
