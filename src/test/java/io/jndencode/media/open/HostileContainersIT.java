package io.jndencode.media.open;

import static io.jndencode.media.MatroskaParts.declared;
import static io.jndencode.media.MatroskaParts.element;
import static io.jndencode.media.MatroskaParts.text;
import static io.jndencode.media.MatroskaParts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jndencode.JndException;
import io.jndencode.cli.CliRun;
import io.jndencode.jnd.inference.TinyModel;
import io.jndencode.media.Alias;
import io.jndencode.media.Remuxed;
import io.jndencode.media.SmallClip;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers that lead to other files, or grow when they are opened. The other file is a pipe: who opened it would hang. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileContainersIT {
    private static final Path CLIP = Path.of("test-videos/sintel-open.mp4");
    private static final int FRAMES = 12;
    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    private Path pipe;
    private Path plain;

    @BeforeEach
    void make() throws Exception {
        pipe = folder.resolve("next.mkv");
        try {
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "skipped: no pipes here");
        } catch (IOException e) {
            assumeTrue(false, "skipped: there is no mkfifo here");
        }
        plain = SmallClip.write(CLIP, FRAMES, 30, folder.resolve("plain.mkv"));
    }

    @AfterEach
    void strict() {
        InputRules.STRICT.use();
    }

    private static int frames(Path file) {
        int frames = 0;
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.threads(1))) {
            while (reader.next()) {
                frames++;
            }
        }
        return frames;
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("movie.mkv"), bytes);
    }

    private CliRun encode(Path file, String to) throws IOException {
        String model = TinyModel.green().write(folder.resolve("tiny.onnx")).toString();
        return CliRun.of(
                file.toString(),
                "--model",
                model,
                "-y",
                "-o",
                folder.resolve(to).toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void matroskasLinksToOtherSegmentsAreNotFollowed(boolean playlists) throws Exception {
        byte[] uid = new byte[16];
        Arrays.fill(uid, (byte) 7);
        byte[] links = concat(
                element(0x73A4, new byte[16]), // SegmentUUID
                element(0x3EB923, uid), // NextUUID
                element(0x3E83BB, text(pipe.toString())), // NextFilename
                element(0x3C83AB, text("next.mkv"))); // PrevFilename
        byte[] chapters = element(
                0x1043A770,
                element(
                        0x45B9,
                        element(0x45DD, new byte[] {1}), // ordered
                        element(
                                0xB6,
                                element(0x73C4, new byte[] {1}),
                                element(0x91, new byte[] {0}),
                                element(0x92, new byte[] {100}),
                                element(0x6E67, uid)))); // ChapterSegmentUUID
        Path file = write(with(Files.readAllBytes(plain), links, chapters));
        if (playlists) {
            new InputRules(true, 20, InputLimits.DEFAULT).use();
        }
        assertThat(frames(file)).isEqualTo(FRAMES);
        assertThat(MediaProbe.probe(file).files()).hasSize(1);
        assertThat(encode(file, "out.mkv").code()).isZero();
        assertThat(frames(folder.resolve("out.mkv"))).isEqualTo(FRAMES);
        assertThat(new String(
                        Files.readAllBytes(folder.resolve("out.mkv")), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("next.mkv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next.mkv", "file:next.mkv", "file://%s", "http://127.0.0.1:1/a.mov", "../next.mkv"})
    void quickTimesAddressesOfOtherFilesAreNotOpened(String url) throws Exception {
        Path own = SmallClip.write(CLIP, FRAMES, 30, folder.resolve("own.mov"));
        Path file = Files.write(folder.resolve("refers.mov"), Alias.in(Files.readAllBytes(own), url.formatted(pipe)));
        for (boolean playlists : new boolean[] {false, true}) {
            new InputRules(playlists, 20, InputLimits.DEFAULT).use();
            // Whatever is made of it, it is made of this file: what the pipe would give never comes.
            try {
                assertThat(frames(file)).isLessThanOrEqualTo(FRAMES);
            } catch (JndException.Input e) {
                assertThat(e.getMessage()).contains("refers.mov").doesNotContain("\n");
            }
        }
    }

    @Test
    void anAttachmentThatDeclaresMoreThanThereIsCostsNothing() throws Exception {
        for (long declared : new long[] {1L << 31, (1L << 40), (1L << 55)}) {
            byte[] bomb = declared(
                    0x1941A469,
                    declared + 60,
                    declared(
                            0x61A7,
                            declared + 40,
                            element(0x466E, text("a.ttf")),
                            element(0x4660, text("font/ttf")),
                            declared(0x465C, declared)));
            long before = usedMemory();
            assertThat(frames(write(with(Files.readAllBytes(plain), NOTHING, bomb))))
                    .isEqualTo(FRAMES);
            assertThat(usedMemory() - before).isLessThan(500L << 20);
        }
    }

    /** Of this process, native memory too; 0 where the system does not tell. */
    private static long usedMemory() throws IOException {
        Path status = Path.of("/proc/self/statm");
        return Files.exists(status)
                ? 4096 * Long.parseLong(Files.readString(status).split(" ", -1)[1])
                : 0;
    }

    @Test
    void attachmentsBeyondTheLimitsAreRefused() throws Exception {
        byte[] large = attachments(1, 3_000_000);
        Path file = write(with(Files.readAllBytes(plain), NOTHING, large));
        assertThat(frames(file)).isEqualTo(FRAMES);
        new InputRules(false, 20, InputLimits.parse("attachments=2M")).use();
        assertThatThrownBy(() -> MediaProbe.probe(file))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("3000000 bytes of attachments");
        InputRules.STRICT.use();
        Path many = write(with(Files.readAllBytes(plain), NOTHING, attachments(3000, 10)));
        assertThatThrownBy(() -> MediaProbe.probe(many))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining("--limits streams=N");
    }

    private static byte[] attachments(int count, int bytes) {
        byte[][] files = new byte[count][];
        for (int i = 0; i < count; i++) {
            files[i] = element(
                    0x61A7,
                    element(0x466E, text("../../" + i + ".ttf")),
                    element(0x4660, text("font/ttf")),
                    element(0x46AE, new byte[] {1, (byte) (i >> 8), (byte) i}),
                    element(0x465C, new byte[bytes]));
        }
        return element(0x1941A469, concat(files));
    }

    @Test
    void aPacketOfSubtitlesBeyondTheLimitIsRefused() throws Exception {
        Path srt = Files.writeString(
                folder.resolve("a.srt"), "1\n00:00:00,000 --> 00:00:00,300\n" + "a".repeat(17_000_000) + "\n\n");
        Path file = Remuxed.of(List.of(plain, srt), folder.resolve("bomb.mkv"), Map.of(), context -> {});
        CliRun run = encode(file, "out.mkv");
        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("--limits subtitle=N");
        assertThat(folder.resolve("out.mkv")).doesNotExist();
    }

    /** Tags nested a hundred thousand deep, a hundred thousand lines at one time, a line longer than mp4 can hold. */
    @Test
    void linesOfSubtitlesThatGrowWhenConvertedEndInTime() throws Exception {
        StringBuilder lines = new StringBuilder();
        lines.append("1\n00:00:00,000 --> 00:00:00,300\n")
                .append("<i><b><font size=\"9\">".repeat(40_000))
                .append("a\n\n");
        lines.append("2\n00:00:00,100 --> 00:00:00,300\n")
                .append("{\\an8}{\\b1}".repeat(30_000))
                .append("\n\n");
        lines.append("3\n00:00:00,100 --> 00:00:00,300\n")
                .append("long ".repeat(50_000))
                .append("\n\n");
        for (int i = 0; i < 100_000; i++) {
            lines.append(i + 4).append("\n00:00:00,100 --> 00:00:00,300\nx\n\n");
        }
        Path srt = Files.writeString(folder.resolve("a.srt"), lines);
        Path file = Remuxed.of(List.of(plain, srt), folder.resolve("bomb.mkv"), Map.of(), context -> {});
        CliRun run = encode(file, "out.mp4");
        assertThat(run.code()).as(run.err()).isIn(0, 6);
        assertThat(frames(folder.resolve("out.mp4"))).isEqualTo(FRAMES);
    }

    private static byte[] concat(byte[]... parts) {
        int size = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
