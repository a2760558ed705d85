package io.jndencode.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.media.ColorTags;
import io.jndencode.media.Cropping;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.PlainVideo;
import io.jndencode.media.Rational;
import io.jndencode.media.VideoStream;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.plan.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RungTest {
    private static List<Rung> parse(String text) {
        return Rung.parse(text, VideoEncoder.usual(), Target.JND1);
    }

    @Test
    void rungsNameSizeLevelAndEncoder() {
        assertThat(parse("1080p@JND1, 720@1.5,svt-av1:720p@JND2,x265:540p"))
                .map(Rung::toString)
                .containsExactly("x264:1080p@JND1", "x264:720p@1.5", "svt-av1:720p@JND2", "x265:540p@JND1");
        assertThat(parse("svt-av1:720p@1.5").get(0).name()).isEqualTo("av1-720p-jnd1.5");
        assertThat(parse("svt-av1:720p@1.5@3M").get(0))
                .hasToString("svt-av1:720p@1.5@3M")
                .extracting(Rung::maxrate, Rung::name)
                .containsExactly("3M", "av1-720p-jnd1.5");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "720x",
        "721p",
        "720p@JND9",
        "nothing:720p",
        "10p",
        "'720p,720p'",
        "'720p,'",
        "720p@JND1@fast",
        "720p@JND1@3M@6M",
        "'720p@JND1@3M,720p@JND1'"
    })
    void whatIsNoRungIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(JndException.Usage.class);
    }

    private static RungPicture.Size at(int lines, int width, int height, int rotation, String sar) {
        return picture(width, height, rotation, sar).at(lines);
    }

    private static RungPicture picture(int width, int height, int rotation, String sar) {
        String[] parts = sar.split(":", -1);
        Rational shape = new Rational(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        VideoStream video = new VideoStream(
                0,
                "h264",
                new VideoStream.Geometry(width, height, rotation, false, shape, false, Cropping.NONE),
                new VideoStream.Timing(new Rational(25, 1), false, 100, new Rational(1, 25)),
                PlainVideo.format(
                        "yuv420p",
                        8,
                        new ColorTags(ColorTags.UNKNOWN, ColorTags.UNKNOWN, ColorTags.UNKNOWN, ColorTags.UNKNOWN)));
        MediaInfo info = new MediaInfo(Path.of("a.mp4"), List.of(), "mov", 4, video, List.of(), 0, 0);
        return new RungPicture(info, info);
    }

    /** The shape as shown within 16:9, to the nearest even pixel: PAL 720x576 at 64:45 is 1024x576; 1920x800 fills 1080p. */
    @ParameterizedTest
    @CsvSource({
        "720, 1920, 1080, 0, 1:1, 1280, 720",
        "480, 1920, 1080, 0, 1:1, 854, 480",
        "720, 1080, 1920, 0, 1:1, 720, 1280",
        "720, 1920, 1080, 90, 1:1, 720, 1280",
        "720, 1920, 1080, 180, 1:1, 1280, 720",
        "576, 720, 576, 0, 64:45, 1024, 576",
        "360, 720, 576, 0, 64:45, 640, 360",
        "360, 1921, 1081, 0, 1:1, 640, 360",
        "1080, 1920, 800, 0, 1:1, 1920, 800",
        "1080, 1916, 798, 0, 1:1, 1916, 798",
        "720, 1920, 800, 0, 1:1, 1280, 534",
        "720, 1440, 1080, 0, 1:1, 960, 720",
        "480, 854, 480, 0, 1:1, 854, 480",
        "1080, 1080, 2340, 0, 1:1, 886, 1920"
    })
    void aRungHasTheShapeThatIsShown(int lines, int width, int height, int rotation, String sar, int wide, int high) {
        assertThat(at(lines, width, height, rotation, sar)).isEqualTo(new RungPicture.Size(wide, high));
    }

    @Test
    void rungsAreNoLargerThanTheVideo() {
        RungPicture picture = picture(854, 481, 0, "1:1");
        LadderRungs rungs = LadderRungs.of(parse("720p,482p,360p"), picture);
        assertThat(rungs.rungs()).map(Rung::lines).containsExactly(482, 360);
        assertThat(rungs.dropped()).hasSize(1);
        assertThatThrownBy(() -> LadderRungs.of(parse("720p"), picture))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("854x481");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1920|1080|1080@JND1 720@JND2 540@JND3 360@JND3 240@JND3",
                "1920|800|1080@JND1 720@JND2 540@JND3 360@JND3 240@JND3",
                "854|480|480@JND1 360@JND2 240@JND3",
                "160|120|120@JND1"
            })
    void anAutomaticLadderGoesDownInLevels(int width, int height, String rungs) {
        LadderRungs auto = LadderRungs.auto(VideoEncoder.usual(), Target.JND1, picture(width, height, 0, "1:1"));
        assertThat(auto.rungs().stream()
                        .map(rung -> rung.lines() + "@" + rung.target())
                        .toList())
                .isEqualTo(List.of(rungs.split(" ", -1)));
    }

    private static RungSelection.Measured measured(int lines, long bytes, double xpsnr) {
        return new RungSelection.Measured(new Rung(VideoEncoder.usual(), lines, Target.JND1), bytes, xpsnr);
    }

    @Test
    void rungsThatAreNotWorthTheirPlaceAreLeftOut() {
        RungSelection selection = RungSelection.of(List.of(
                measured(1080, 1000, 40),
                measured(720, 810, 38), // saves 19 %
                measured(540, 600, 35), // dearer and worse than 360p
                measured(360, 500, 36),
                measured(240, 100, 30)));
        assertThat(selection.kept()).containsExactly(0, 3, 4);
        assertThat(selection.dropped()).map(each -> each.rung().lines()).containsExactly(720, 540);
        assertThat(selection.dropped().get(0).reason()).contains("saves 19 % of the bits of x264:1080p@JND1");
        assertThat(selection.dropped().get(1).reason()).contains("x264:360p@JND1", "35.00 and 36.00 dB");
    }

    @Test
    void theLastOfEqualsAndWhatCouldNotBeMeasuredStay() {
        assertThat(RungSelection.of(List.of(measured(720, 100, 40), measured(360, 100, 40)))
                        .kept())
                .containsExactly(1);
        assertThat(RungSelection.of(List.of(measured(720, 100, Double.NaN), measured(360, 50, Double.NaN)))
                        .kept())
                .containsExactly(0, 1);
    }

    @Test
    void piecesEndAtTheKeyFramesNearestToTheLengthWished() {
        assertThat(CutChoice.times(List.of(0L, 30L, 50L, 90L, 100L, 130L), 150, 48))
                .containsExactly(0L, 50L, 100L, 150L);
        assertThat(CutChoice.times(List.of(0L), 1, 48)).containsExactly(0L, 1L);
        assertThat(CutChoice.times(List.of(0L, 200L), 230, 48)).containsExactly(0L, 200L, 230L);
    }
}
