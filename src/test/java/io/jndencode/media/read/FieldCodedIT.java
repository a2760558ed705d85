package io.jndencode.media.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.Rational;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.encoder.X264;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.Segment;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.stitch.Stitcher;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * H.264 whose frames are coded as two pictures, a field each (PAFF), in a packet each: 25 frames, 24 a second, the upper field first, as
 * ffprobe says. {@code paff.py} beside the files made them.
 */
class FieldCodedIT {
    private static final Path FOLDER = Path.of("src/test/resources/paff");
    private static final int FRAMES = 25;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"paff.mkv", "paff.mp4", "paff.264"})
    void twoFieldsAreOneFrameAtItsTime(String name) {
        try (VideoReader reader = VideoReader.open(FOLDER.resolve(name), ReaderOptions.threads(1))) {
            assertThat(reader.info().video().geometry().interlaced()).isTrue();
            assertThat(reader.info().video().timing().frameRate()).isEqualTo(new Rational(24, 1));
            double tick = reader.info().video().timing().timeBase().toDouble();
            while (reader.next()) {
                assertThat(reader.pts() * tick).isCloseTo(reader.index() / 24.0, within(0.0011));
                assertThat(reader.interlaced()).isTrue();
            }
            assertThat(reader.index() + 1).isEqualTo(FRAMES);
            assertThat(reader.lostFrames()).isZero();
        }
    }

    @Test
    void theOutputIsInterlacedToo() {
        MediaInfo source = MediaProbe.probe(FOLDER.resolve("paff.mkv"));
        EncoderSettings settings = new EncoderSettings(
                "ultrafast", new Rate.ConstantQp(26), new X264().parameters().parse(""), null);
        Path output = folder.resolve("out.mkv");
        try (VideoReader reader = VideoReader.open(source, ReaderOptions.threads(1))) {
            assertThat(reader.next()).isTrue();
            Segment segment = new SegmentEncoder(settings)
                    .encode(
                            reader,
                            new ExpectedFrames.Counted(FRAMES, OptionalLong.empty()),
                            folder.resolve("shot"),
                            frames -> {});
            Stitcher.stitch(new Stitcher.Job(source, List.of(segment.file()), output, false, false));
        }
        try (VideoReader reader = VideoReader.open(output, ReaderOptions.threads(1))) {
            while (reader.next()) {
                assertThat(reader.interlaced()).isTrue();
                assertThat(reader.pts()
                                * reader.info().video().timing().timeBase().toDouble())
                        .isCloseTo(reader.index() / 24.0, within(0.0011));
            }
            assertThat(reader.index() + 1).isEqualTo(FRAMES);
        }
    }
}
