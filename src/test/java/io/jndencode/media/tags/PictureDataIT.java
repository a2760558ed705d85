package io.jndencode.media.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_AMBIENT_VIEWING_ENVIRONMENT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ICC_PROFILE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_name;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_side_data_name;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.Remuxed;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.encoder.Rate;
import io.jndencode.media.encoder.VideoEncoder;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.FirstFrame;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files say of the light their pictures are meant for: read back from every container, and named exactly where it is gone. */
class PictureDataIT extends DescribedCopy {
    private static final Map<Integer, int[]> DATA = Map.of(
            AV_PKT_DATA_MASTERING_DISPLAY_METADATA,
            new int[] {
                34000,
                50000,
                16000,
                50000,
                13250,
                50000,
                34500,
                50000,
                7500,
                50000,
                3000,
                50000,
                15635,
                50000,
                16450,
                50000,
                50,
                10000,
                10_000_000,
                10000,
                1,
                1
            },
            AV_PKT_DATA_CONTENT_LIGHT_LEVEL,
            new int[] {1000, 400},
            AV_PKT_DATA_AMBIENT_VIEWING_ENVIRONMENT,
            new int[] {3_140_000, 10000, 15635, 50000, 16450, 50000},
            AV_PKT_DATA_ICC_PROFILE,
            new int[] {1, 2, 3, 4});

    private static void describe(AVFormatContext out) {
        AVStream video = out.streams(0);
        DATA.forEach((type, numbers) -> Remuxed.sideData(video, type, numbers));
    }

    private static EncoderSettings settings(String encoder, String preset) {
        Rate rate = encoder.equals("x264") ? new Rate.ConstantQp(40) : new Rate.Crf(40);
        return new EncoderSettings(VideoEncoder.named(encoder), preset, rate, Map.of(), null);
    }

    /** The names of what is in the file's header or beside its first picture, in small letters. */
    private static Set<String> found(Path file) {
        Set<String> names = new TreeSet<>();
        MediaInfo info = MediaProbe.probe(file);
        try (FirstFrame first = FirstFrame.of(info)) {
            AVFrame frame = first.frame();
            for (int i = 0; i < frame.nb_side_data(); i++) {
                names.add(
                        lower(av_frame_side_data_name(frame.side_data(i).type()).getString()));
            }
            for (int i = 0; i < first.stream().codecpar().nb_coded_side_data(); i++) {
                names.add(name(first.stream()
                        .codecpar()
                        .coded_side_data()
                        .getPointer(i)
                        .type()));
            }
        }
        return names;
    }

    private static String name(int packetType) {
        return lower(av_packet_side_data_name(packetType).getString());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource({"x264, ultrafast, mp4 mov mkv ts", "x265, ultrafast, mp4 mov mkv ts", "svt-av1, 13, mp4 mkv webm"})
    void whatIsNotReadBackIsNamedAndNothingElseIs(String encoder, String preset, String containers) {
        Path source = made("source.mp4", PictureDataIT::describe);
        assertThat(found(source))
                .containsAll(DATA.keySet().stream().map(PictureDataIT::name).toList());
        for (String extension : containers.split(" ", -1)) {
            Path output = folder.resolve("out." + extension);
            List<String> said = encoded(source, output, settings(encoder, preset));
            Set<String> found = found(output);
            for (int type : DATA.keySet()) {
                assertThat(said.stream().anyMatch(line -> lower(line).contains(name(type))))
                        .as("%s in %s of %s: %s", name(type), extension, encoder, said)
                        .isNotEqualTo(found.contains(name(type)));
            }
        }
    }
}
