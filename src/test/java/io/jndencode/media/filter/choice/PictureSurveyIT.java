package io.jndencode.media.filter.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.MadeVideo;
import io.jndencode.media.input.MediaProbe;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The part of a picture that is used, on pictures of 300x170 at 10:36 on black, whatever their depth, light and coding. */
class PictureSurveyIT {
    private static final Path CLIP = Path.of("test-videos", "sintel-splice.mp4");
    private static final PictureSurvey PICTURE = new PictureSurvey(10, 36, 310, 206, false);

    /** Bright enough everywhere that all of the picture is seen. */
    private static final String LIGHT = "lutyuv=y='clip(val/2+90,16,235)'";

    /** Luma of 25 to 43. */
    private static final String DARK = "lutyuv=y='24+val/12'";

    private static final String PAD = ",scale=300:170,pad=320:240:10:36";

    /** Specks of a luma of about 50 beside the picture's edges, like those of coding, but not on every sample. */
    private static final String SPECKS = PAD + ",drawbox=4:60:4:6:0x282828:fill,drawbox=100:32:12:2:0x282828:fill";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 bits | format=yuv420p," + LIGHT + PAD,
                "10 bits | format=yuv420p," + LIGHT + PAD + ",format=yuv420p10le",
                "12 bits | format=yuv420p," + LIGHT + PAD + ",format=yuv422p12le",
                "full range | format=yuv420p," + LIGHT + PAD + ",scale=out_range=full",
                "errors of coding | format=yuv420p," + LIGHT + SPECKS,
                "errors of coding, 10 bits | format=yuv420p," + LIGHT + SPECKS + ",format=yuv420p10le",
                "dark | format=yuv420p," + DARK + PAD,
                "dark, 10 bits | format=yuv420p," + DARK + PAD + ",format=yuv420p10le"
            })
    void findsThePictureBetweenTheBars(String kind, String filters) {
        Path video = MadeVideo.of(CLIP, folder.resolve("bars.mkv"), filters);
        assertThat(PictureSurvey.of(MediaProbe.probe(video))).as(kind).isEqualTo(PICTURE);
    }

    @ParameterizedTest
    @CsvSource({"0xffffff", "0x404040"})
    void keepsWordsInTheBars(String colour) {
        String word = ",drawbox=100:220:12:6:" + colour + ":fill:enable='eq(n,7)'";
        Path video = MadeVideo.of(CLIP, folder.resolve("word.mkv"), "format=yuv420p," + LIGHT + PAD + word);
        assertThat(PictureSurvey.of(MediaProbe.probe(video))).isEqualTo(new PictureSurvey(10, 36, 310, 226, false));
    }
}
