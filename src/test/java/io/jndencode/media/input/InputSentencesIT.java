package io.jndencode.media.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jndencode.JndException;
import io.jndencode.media.BgrImage;
import io.jndencode.media.MediaData;
import io.jndencode.media.VideoStream;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.open.AnimatedWebp;
import io.jndencode.media.read.PictureWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputSentencesIT {
    @TempDir
    Path folder;

    private static void refuses(Path file, String words) {
        assertThatThrownBy(() -> MediaProbe.probe(file))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }

    @Test
    void whatIsNoReadableFileIsRefusedInASentence() throws Exception {
        refuses(folder.resolve("none.mp4"), "does not exist");
        refuses(folder.resolve("img%03d.png"), "Series of pictures are not read");
        refuses(folder.resolve("lat\ufffdin.mp4"), "not written in the system's encoding");
        refuses(folder, "is a directory");
        refuses(Files.createFile(folder.resolve("empty.mp4")), "is empty (0 bytes)");
        refuses(Files.writeString(folder.resolve("text.mp4"), "no video at all\n".repeat(50)), "is not a media file");
    }

    @Test
    void anMp4WithoutItsIndexIsCalledTruncated() throws Exception {
        byte[] start = new byte[4096];
        System.arraycopy(new byte[] {0, 0, 0, 16, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0, 2, 0}, 0, start, 0, 16);
        System.arraycopy(new byte[] {0, 1, 0, 0, 'm', 'd', 'a', 't'}, 0, start, 16, 8);
        refuses(Files.write(folder.resolve("cut.mp4"), start), "is truncated: its index (the moov atom) is missing");
    }

    @Test
    void anAnimatedWebpIsCalledThat() throws Exception {
        byte[] file = new byte[64];
        System.arraycopy("RIFF8\0\0\0WEBPVP8X\n\0\0\0\2".getBytes(StandardCharsets.ISO_8859_1), 0, file, 0, 21);
        assertThat(AnimatedWebp.is(Files.write(folder.resolve("a.webp"), file))).isTrue();
        file[20] = 0x10; // an alpha channel alone
        assertThat(AnimatedWebp.is(Files.write(folder.resolve("b.webp"), file))).isFalse();
        assertThat(AnimatedWebp.is(Files.write(folder.resolve("c.webp"), new byte[5])))
                .isFalse();
        refuses(folder.resolve("a.webp"), "is an animated WebP, which FFmpeg cannot decode");
    }

    @ParameterizedTest
    @CsvSource({
        "test-videos/sintel-audio.m4a, 'holds only sound, no video'",
        "src/test/resources/golden/sound-and-cover.m4a, 'holds only sound and a cover picture, no video'",
        "src/test/resources/golden/head-alone.mp4, 'not one frame of it can be decoded'",
    })
    void soundAndHeadsWithoutFramesAreNoVideo(Path file, String words) {
        refuses(file, words);
    }

    /** As mediainfo 22.12 describes them; HLG is ARIB STD-B67. Rotations by FFmpeg count against the clock. */
    @ParameterizedTest
    @CsvSource({
        "test-videos/sintel-hlg10.mp4, hevc, yuv420p10le, 10, arib-std-b67, false, 0",
        "test-videos/sintel-phone.mp4, h264, yuv420p, 8, unknown, true, 270",
        "test-videos/sintel-interlaced.mkv, h264, yuv420p, 8, bt470bg, false, 0",
        "src/test/resources/golden/variable-rate.mp4, h264, yuv420p, 8, unknown, true, 0",
        "src/test/resources/golden/ffv1-10bit.mkv, ffv1, yuv420p10le, 10, unknown, false, 0",
    })
    void theProjectsClipsAreDescribedAsMediainfoDoes(
            Path file, String codec, String format, int depth, String transfer, boolean variable, int rotation) {
        described(file, codec, format, depth, transfer, variable, rotation);
    }

    @ParameterizedTest
    @CsvSource({
        "media/media__mp4__sample_opus.mp4, 'holds only sound, no video'",
        "media/media__mp3__bear-id3-numeric-genre.mp3, 'holds only sound and a cover picture, no video'",
        "media/media__cmaf__multi-segment__video_init.mp4, 'not one frame of it can be decoded'",
    })
    void filesWithoutVideoAreRefusedInASentence(String name, String words) {
        refuses(MediaData.file(name), words);
    }

    @ParameterizedTest
    @CsvSource({
        "video/androidx_stairs_hlg10_1080p.mp4, hevc, yuv420p10le, 10, arib-std-b67, true, 0",
        "video/mediabunny_screen_editor_vfr.mp4, h264, yuv420p, 8, bt709, true, 0",
        "media/media__mp4__internal_emulator_transformer_output_270_rotated.mp4, h264, yuv420p, 8, bt709, false, 270",
        "media/media__mp4__sample_edit_list.mp4, hevc, yuv420p10le, 10, arib-std-b67, true, 90",
    })
    void theStreamIsDescribedAsMediainfoDoes(
            String name, String codec, String format, int depth, String transfer, boolean variable, int rotation) {
        described(MediaData.file(name), codec, format, depth, transfer, variable, rotation);
    }

    private static void described(
            Path file, String codec, String format, int depth, String transfer, boolean variable, int rotation) {
        VideoStream video = MediaProbe.probe(file).video();
        assertThat(video.codec()).isEqualTo(codec);
        assertThat(video.format().pixelFormat()).isEqualTo(format);
        assertThat(video.format().bitDepth()).isEqualTo(depth);
        assertThat(video.format().color().transfer()).isEqualTo(transfer);
        assertThat(video.timing().variableFrameRate()).isEqualTo(variable);
        assertThat(video.geometry().rotation()).isEqualTo(rotation);
    }

    @Test
    void nothingThatABareMachineLacksIsLoaded() throws Exception {
        Path maps = Path.of("/proc/self/maps");
        assumeTrue(Files.exists(maps), "skipped: needs Linux's /proc");
        FfmpegNatives.load();
        PictureWriter.png(new BgrImage(1, 1, new byte[3]));
        String loaded = Files.readString(maps);
        assertThat(loaded).contains("libavformat");
        for (String library : new String[] {"avdevice", "libpulse", "libasound", "libxcb", "opencv"}) {
            assertThat(loaded).doesNotContain(library);
        }
    }
}
