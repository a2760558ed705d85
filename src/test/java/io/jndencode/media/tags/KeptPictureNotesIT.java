package io.jndencode.media.tags;

import static io.jndencode.media.Remuxed.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_STEREO3D;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.OutputContainer;
import io.jndencode.media.Remuxed;
import io.jndencode.media.encoder.X264;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.input.Orientation;
import io.jndencode.media.mux.UnsupportedMetadata;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.read.FirstFrame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What files say of how their pictures are shown, and pictures that come along: in the output, or named. */
class KeptPictureNotesIT extends DescribedCopy {
    private static final int UNIT = 1 << 16;

    @ParameterizedTest
    @CsvSource({
        "mp4, 0 1 -1 0",
        "mov, -1 0 0 1",
        "mkv, 0 -1 -1 0",
        "ts, 0 1 -1 0",
        "ts, -1 0 0 1",
        "ts, 0 1 1 0",
        "ts, 1 0 0 -1",
        "ts, -1 0 0 -1",
        "mkv, -1 0 0 1",
        "ts, 0 -1 1 0",
        "ts, 0 -1 -1 0"
    })
    void turningAndMirroringAreKept(String extension, String matrix) {
        int[] m = java.util.Arrays.stream(matrix.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        Path source = made(
                "source.mp4",
                out -> Remuxed.sideData(
                        out.streams(0),
                        AV_PKT_DATA_DISPLAYMATRIX,
                        m[0] * UNIT,
                        m[1] * UNIT,
                        0,
                        m[2] * UNIT,
                        m[3] * UNIT,
                        0,
                        0,
                        0,
                        1 << 30));
        Path output = folder.resolve("out." + extension);
        assertThat(said(source, output)).isEmpty();
        Orientation found = ShownOrientation.of(output);
        assertThat(found.like(new Orientation(m[0], m[1], m[2], m[3], true)))
                .as(found.toString())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "mp4", "ts"})
    void aShearIsKeptOrNamed(String extension) {
        Path source = made(
                "source.mp4",
                out -> Remuxed.sideData(
                        out.streams(0), AV_PKT_DATA_DISPLAYMATRIX, UNIT, UNIT / 2, 0, 0, UNIT, 0, 0, 0, 1 << 30));
        List<String> said = said(source, folder.resolve("out." + extension));
        assertThat(said)
                .hasSize(extension.equals("mp4") ? 0 : 1)
                .allSatisfy(line -> assertThat(line).contains("display matrix", "stream 0"));
    }

    /** The cover's bytes are Java's own. */
    @ParameterizedTest
    @CsvSource({"mkv,true", "mp4,true", "mov,false", "ts,false"})
    void coversAreKeptOrNamed(String extension, boolean kept) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB), "png", png);
        byte[] cover = png.toByteArray();
        Path source = made("source.mkv", out -> {
            AVStream stream = avformat_new_stream(out, null);
            BytePointer data = new BytePointer(av_mallocz(cover.length + 64L)).put(cover);
            stream.codecpar().codec_type(AVMEDIA_TYPE_ATTACHMENT).codec_id(AV_CODEC_ID_PNG);
            stream.codecpar().extradata(data).extradata_size(cover.length);
            stream.metadata(tagged(tagged(new AVDictionary(null), "filename", "cover.png"), "mimetype", "image/png"));
        });
        assertThat(covers(source)).singleElement().isEqualTo(cover);
        Path output = folder.resolve("out." + extension);
        List<String> said = said(source, output);
        assertThat(covers(output)).hasSize(kept ? 1 : 0).allMatch(found -> Arrays.equals(found, cover));
        assertThat(said)
                .hasSize(kept ? 0 : 1)
                .allSatisfy(line -> assertThat(line).contains("left out", ".mkv"));
    }

    private static List<byte[]> covers(Path file) {
        List<byte[]> covers = new ArrayList<>();
        try (InputFile input = InputFile.open(file)) {
            for (int i = 0; i < input.streams(); i++) {
                AVStream stream = input.stream(i);
                if ((stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) {
                    byte[] data = new byte[stream.attached_pic().size()];
                    stream.attached_pic().data().get(data);
                    covers.add(data);
                }
            }
        }
        return covers;
    }

    @ParameterizedTest
    @CsvSource({"mkv,0", "mp4,0", "mov,0", "ts,1"})
    void stereoVideoIsKeptOrNamed(String extension, int sentences) {
        Path source = made(
                "source.mkv",
                out -> out.streams(0).metadata(tagged(out.streams(0).metadata(), "stereo_mode", "left_right")));
        Path output = folder.resolve("out." + extension);
        assertThat(said(source, output))
                .hasSize(sentences)
                .allSatisfy(line -> assertThat(line).contains("stereo 3d", "stream 0"));
        assertThat(description(output).tracks().get(0).sideData().containsKey(AV_PKT_DATA_STEREO3D))
                .isEqualTo(sentences == 0);
    }

    @Test
    void theSecondPictureOfTransparentVp9IsNamed() {
        Path source = Remuxed.of(
                video("video.mp4"),
                folder.resolve("alpha.mkv"),
                out -> out.streams(0).metadata(tagged(out.streams(0).metadata(), "alpha_mode", "1")));
        // Matroska's muxer writes the flag for VP8 and VP9 only: the tag stands for it here.
        MediaInfo info = MediaProbe.probe(source);
        try (FirstFrame first = FirstFrame.of(info)) {
            List<String> losses = UnsupportedMetadata.of(info, first, new X264(), "yuv420p", OutputContainer.MATROSKA);
            assertThat(losses).anySatisfy(line -> assertThat(line).contains("transparency"));
        }
        Path output = folder.resolve("out.mkv");
        encoded(source, output);
        assertThat(description(output).tracks().get(0).tags()).doesNotContainKey("alpha_mode");
    }
}
