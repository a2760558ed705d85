package io.jndencode.media.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.media.ColorTags;
import io.jndencode.media.HdrMetadata;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.VideoStream;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of real files, against what ffprobe 5.1 says of them. */
class MediaProbeIT {
    private static final Path VIDEOS = Path.of("test-videos");

    @ParameterizedTest
    @CsvSource({
        "sintel_trailer-720p.mp4, h264, 1280, 720, 24/1, false, 1253, yuv420p, 8, 0, 1/1, false, 52.209",
        "sintel-extras.mkv, h264, 854, 480, 24/1, false, 192, yuv420p, 8, 0, 1/1, false, 8.022",
        "sintel-splice.mp4, h264, 640, 272, 24/1, false, 210, yuv420p, 8, 0, 1/1, false, 8.75",
        "sintel-phone.mp4, h264, 204, 480, 768/47, true, 64, yuv420p, 8, 270, 1/1, false, 4.0",
        "sintel-hlg10.mp4, hevc, 640, 272, 24/1, false, 60, yuv420p10le, 10, 0, 1/1, false, 2.5",
        "sintel-interlaced.mkv, h264, 720, 576, 25/1, false, 50, yuv420p, 8, 0, 64/45, true, 2.0"
    })
    void describesTheVideo(
            String file,
            String codec,
            int width,
            int height,
            String frameRate,
            boolean variable,
            long frames,
            String pixelFormat,
            int bitDepth,
            int rotation,
            String sar,
            boolean interlaced,
            double duration) {
        MediaInfo info = MediaProbe.probe(VIDEOS.resolve(file));
        VideoStream video = info.video();
        assertThat(video.codec()).isEqualTo(codec);
        assertThat(video.geometry().width()).isEqualTo(width);
        assertThat(video.geometry().height()).isEqualTo(height);
        assertThat(video.timing().frameRate().toString()).isEqualTo(frameRate);
        assertThat(video.timing().variableFrameRate()).isEqualTo(variable);
        assertThat(video.timing().frames()).isIn(frames, 0L);
        assertThat(video.format().pixelFormat()).isEqualTo(pixelFormat);
        assertThat(video.format().bitDepth()).isEqualTo(bitDepth);
        assertThat(video.geometry().rotation()).isEqualTo(rotation);
        assertThat(video.geometry().sar().toString()).isEqualTo(sar);
        assertThat(video.geometry().interlaced()).isEqualTo(interlaced);
        assertThat(info.duration()).isCloseTo(duration, within(0.03));
    }

    @Test
    void readsColourAndHdrData() {
        VideoStream video = MediaProbe.probe(VIDEOS.resolve("sintel-hlg10.mp4")).video();
        assertThat(video.format().color()).isEqualTo(new ColorTags("bt2020", "arib-std-b67", "bt2020nc", "tv"));
        HdrMetadata hdr = Objects.requireNonNull(video.format().hdr(), "the clip's HDR data");
        assertThat(hdr.light()).isEqualTo(new HdrMetadata.ContentLight(1000, 400));
        assertThat(Objects.requireNonNull(hdr.mastering(), "its mastering display")
                        .maxLuminance())
                .isEqualTo(1000);
        assertThat(MediaProbe.probe(VIDEOS.resolve("sintel_trailer-720p.mp4"))
                        .video()
                        .format()
                        .color()
                        .matrix())
                .isEqualTo(ColorTags.UNKNOWN);
    }

    @Test
    void listsTheOtherStreamsWithTheirFlags() {
        MediaInfo info = MediaProbe.probe(VIDEOS.resolve("sintel-extras.mkv"));
        assertThat(info.chapters()).isEqualTo(2);
        assertThat(info.others().stream().map(stream -> stream.type() + " " + stream.codec() + " " + stream.language()))
                .containsExactly(
                        "audio aac eng",
                        "audio opus deu",
                        "subtitle subrip eng",
                        "subtitle subrip deu",
                        info.others().get(4).type() + " " + info.others().get(4).codec() + " ");
        assertThat(info.others().get(4).type()).isEqualTo("attachment");
        assertThat(info.others().get(1).dispositions()).contains("comment");
        assertThat(info.others().get(3).dispositions()).contains("forced");
    }
}
