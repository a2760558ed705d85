package io.jndencode.media.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.SmallClip;
import io.jndencode.media.ffmpeg.FfmpegNatives;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.PictureReader;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source may ask for, how long reading it may take, and that it stays the same file. */
class InputLimitsIT {
    private static final Path CLIP = Path.of("test-videos/sintel-open.mp4");
    private static final Path EXTRAS = Path.of("test-videos/sintel-extras.mkv");

    @TempDir
    Path folder;

    @AfterEach
    void strict() {
        InputRules.STRICT.use();
        Thread.interrupted();
    }

    private static void limit(String limits) {
        new InputRules(false, 60, InputLimits.parse(limits)).use();
    }

    private static void readAll(Path file) {
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.threads(1))) {
            while (reader.next()) {}
        }
        try (InputFile input = InputFile.open(file)) {
            AVPacket packet = avcodec.av_packet_alloc();
            while (input.read(packet) >= 0) {
                avcodec.av_packet_unref(packet);
            }
            avcodec.av_packet_free(packet);
        }
    }

    @ParameterizedTest
    @CsvSource({"pixels", "frames", "streams", "chapters", "attachments", "subtitle", "metadata"})
    void whatAsksForMoreThanItsLimitIsRefusedWithTheName(String name) {
        readAll(EXTRAS);
        limit(name + "=1");
        assertThatThrownBy(() -> readAll(EXTRAS))
                .isInstanceOf(JndException.Input.class)
                .hasMessageStartingWith(EXTRAS + " has ")
                .hasMessageContaining("--limits " + name + "=N");
    }

    @Test
    void limitsAreWrittenAsTheyAreRead() {
        InputLimits limits = InputLimits.parse(" pixels=33M, streams = 20,frames=2k");
        assertThat(limits.pixels()).isEqualTo(33_000_000);
        assertThat(limits.streams()).isEqualTo(20);
        assertThat(limits.frames()).isEqualTo(2000);
        assertThat(limits.chapters()).isEqualTo(InputLimits.DEFAULT.chapters());
        assertThat(InputLimits.parse(limits.text())).isEqualTo(limits);
        assertThat(InputLimits.DEFAULT.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixels", "pixels=", "pixel=3", "pixels=-1", "pixels=1e9", "streams=0", "pixels=3,", "x=1"})
    void wrongLimitsAreASentence(String text) {
        assertThatThrownBy(() -> InputLimits.parse(text))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageStartingWith("--limits");
    }

    /** A picture of some dozen bytes that declares 60000 by 60000 pixels. */
    @Test
    void aSizeThatIsOnlyDeclaredIsRefusedBeforeThereIsMemoryForIt() throws IOException {
        ByteBuffer png = ByteBuffer.allocate(200);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(60_000)
                        .putInt(60_000)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        chunk(png, "IDAT", new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1});
        chunk(png, "IEND", new byte[0]);
        Path bomb = Files.write(folder.resolve("bomb.png"), java.util.Arrays.copyOf(png.array(), png.position()));
        assertThatThrownBy(() -> PictureReader.read(bomb))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("bomb.png");
    }

    private static void chunk(ByteBuffer into, String type, byte[] data) {
        CRC32 checksum = new CRC32();
        checksum.update(type.getBytes(StandardCharsets.US_ASCII));
        checksum.update(data);
        into.putInt(data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .putInt((int) checksum.getValue());
    }

    @Test
    void anotherFileUnderTheNameIsNotRead() throws IOException {
        Path file = Files.copy(CLIP, folder.resolve("clip.mp4"));
        MediaInfo info = MediaProbe.probe(file);
        Path other = Files.copy(Path.of("test-videos/sintel-deep.mp4"), folder.resolve("other.mp4"));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> VideoReader.open(info, ReaderOptions.defaults()))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("clip.mp4 was changed while it was being encoded");
    }

    @Test
    void aCopyWithTheSameSizeAndTimeIsAnotherFileToo() throws IOException {
        Path file = Files.copy(CLIP, folder.resolve("clip.mp4"));
        MediaInfo info = MediaProbe.probe(file);
        Path other = Files.copy(CLIP, folder.resolve("other.mp4"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        org.junit.jupiter.api.Assumptions.assumeTrue(
                !info.files().get(0).key().isEmpty(), "skipped: files have no numbers here");
        assertThatThrownBy(() -> VideoReader.open(info, ReaderOptions.defaults()))
                .hasMessageContaining("was changed while it was being encoded");
    }

    @Test
    void aFileThatGrowsIsGivenUp() throws IOException {
        Path file = SmallClip.write(CLIP, 12, 30, folder.resolve("clip.ts"));
        MediaInfo info = MediaProbe.probe(file);
        byte[] whole = Files.readAllBytes(file);
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            Files.write(file, whole, StandardOpenOption.APPEND);
            assertThatThrownBy(() -> {
                        while (reader.next()) {}
                    })
                    .isInstanceOf(JndException.Input.class)
                    .hasMessageContaining("was changed while it was being encoded");
        }
        assertThatThrownBy(() -> VideoReader.open(info, ReaderOptions.threads(1)))
                .hasMessageContaining("was changed while it was being encoded");
    }

    @Test
    void anInterruptedThreadReadsNoFurther() throws IOException {
        InputFile input = InputFile.open(EXTRAS);
        AVPacket packet = avcodec.av_packet_alloc();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> {
                    while (input.read(packet) >= 0) {
                        avcodec.av_packet_unref(packet);
                    }
                })
                .isInstanceOf(JndException.Interrupted.class);
        assertThatThrownBy(() -> InputFile.open(EXTRAS)).isInstanceOf(JndException.Interrupted.class);
        Thread.interrupted();
        avcodec.av_packet_free(packet);
        input.close();
    }

    @Test
    void whatGivesNothingInTimeIsGivenUp() throws InterruptedException {
        FfmpegNatives.load();
        var context = org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context();
        var bytes = new org.bytedeco.ffmpeg.avformat.AVIOContext(null);
        try (ReadingGuard guard = new ReadingGuard(CLIP, 0.05)) {
            guard.attach(context.interrupt_callback());
            int opened = org.bytedeco.ffmpeg.global.avformat.avio_open2(
                    bytes, "file:" + CLIP, 1, context.interrupt_callback(), null);
            assertThat(opened).isNotNegative();
            guard.begin();
            assertThat(guard.over()).isFalse();
            Thread.sleep(80);
            int read = org.bytedeco.ffmpeg.global.avformat.avio_read(bytes, new byte[4], 4);
            assertThat(read).isNegative();
            assertThatThrownBy(() -> guard.end(read))
                    .isInstanceOf(JndException.Input.class)
                    .hasMessageContaining("gave nothing for")
                    .hasMessageContaining("--stall-timeout");
            org.bytedeco.ffmpeg.global.avformat.avio_closep(bytes);
        } finally {
            org.bytedeco.ffmpeg.global.avformat.avformat_free_context(context);
        }
    }
}
