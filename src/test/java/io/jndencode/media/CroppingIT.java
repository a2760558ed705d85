package io.jndencode.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;

import io.jndencode.media.compare.VideoPair;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Margins that containers hide: a clip with white bars round it, which the container says not to show. */
class CroppingIT {
    private static final Path CLIP = Path.of("test-videos/sintel-phone.mp4");
    private static final String SMALL = "scale=320:180,format=yuv420p";

    @TempDir
    Path folder;

    private Path plain;
    private Path padded;

    @BeforeEach
    void makeThem() {
        plain = MadeVideo.of(CLIP, folder.resolve("plain.mkv"), SMALL);
        padded = MadeVideo.of(CLIP, folder.resolve("padded.mkv"), SMALL + ",pad=380:240:20:30:white");
    }

    private Path cropped(String name, int top, int bottom, int left, int right) {
        return Remuxed.of(
                padded,
                folder.resolve(name),
                out -> Remuxed.sideData(out.streams(0), AV_PKT_DATA_FRAME_CROPPING, top, bottom, left, right));
    }

    @Test
    void theBarsDoNotCountAndTheFramesStayWhole() {
        try (VideoReader without = VideoReader.open(plain, ReaderOptions.threads(1));
                VideoReader whole = VideoReader.open(padded, ReaderOptions.threads(1));
                VideoReader shown =
                        VideoReader.open(cropped("cropped.mkv", 30, 30, 20, 40), ReaderOptions.threads(1))) {
            assertThat(shown.info().video().geometry().cropping()).isEqualTo(new Cropping(30, 30, 20, 40));
            while (without.next()) {
                assertThat(whole.next() && shown.next()).isTrue();
                assertThat(shown.checksum()).isEqualTo(whole.checksum());
                assertThat(shown.luma(160, 90).samples())
                        .isEqualTo(without.luma(160, 90).samples())
                        .isNotEqualTo(whole.luma(160, 90).samples());
                assertThat(shown.bgr(64, 32).samples())
                        .isEqualTo(without.bgr(64, 32).samples());
                assertThat(shown.picture().samples())
                        .isEqualTo(without.picture().samples());
                assertThat(shown.pendingPicture().get().samples())
                        .isEqualTo(without.picture().samples());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"out.mkv", "out.mp4", "out.mov"})
    void theOutputHidesTheSame(String name) {
        Path source = cropped("cropped.mkv", 30, 0, 21, 40);
        Path output = SmallClip.write(source, MadeVideo.FRAMES, 20, folder.resolve(name));
        VideoStream video = MediaProbe.probe(output).video();
        assertThat(video.geometry().cropping()).isEqualTo(new Cropping(30, 0, 21, 40));
        assertThat(video.geometry().width()).isEqualTo(380);
        assertThat(video.geometry().height()).isEqualTo(240);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,240,0,0", "0,0,200,180", "-1,0,0,0", "0,0,0,-8"})
    void whatWouldLeaveNothingIsNoCropping(String margins) {
        int[] m = java.util.Arrays.stream(margins.split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        try (InputFile input = InputFile.open(padded)) {
            Remuxed.sideData(input.stream(0), AV_PKT_DATA_FRAME_CROPPING, m);
            assertThat(Cropping.of(input.stream(0).codecpar(), 380, 240)).isEqualTo(Cropping.NONE);
        }
    }

    @Test
    void onlyWhatIsShownIsMeasured() {
        Path source = cropped("cropped.mkv", 30, 30, 20, 40);
        double bars = psnr(padded, SmallClip.write(padded, MadeVideo.FRAMES, 40, folder.resolve("bars.ts")));
        // A transport stream holds no cropping: the source's is taken for both.
        double shown = psnr(source, SmallClip.write(source, MadeVideo.FRAMES, 40, folder.resolve("shown.ts")));
        assertThat(shown).isLessThan(bars - 1);
    }

    private static double psnr(Path reference, Path distorted) {
        List<Double> values = new ArrayList<>();
        try (VideoPair pair = VideoPair.open(MediaProbe.probe(reference), MediaProbe.probe(distorted))) {
            pair.compare(MadeVideo.FRAMES, (index, pts, metrics) -> values.add(metrics.psnr()));
        }
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
