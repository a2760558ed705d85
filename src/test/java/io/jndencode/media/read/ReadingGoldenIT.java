package io.jndencode.media.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.media.MediaData;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingGoldenIT {
    private static final ReaderOptions OPTIONS = ReaderOptions.threads(2);

    /** Made by its make.sh. */
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private record Seen(long pts, long picture) {}

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static Seen seen(VideoReader reader) {
        return new Seen(reader.pts(), crc(reader.luma(64, 36).samples()));
    }

    private static List<Seen> all(MediaInfo info) {
        List<Seen> frames = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(info, OPTIONS)) {
            while (reader.next()) {
                frames.add(seen(reader));
            }
        }
        return frames;
    }

    /** Counts and CRC-32 of the best-effort timestamps, one a line, as ffprobe 5.1 lists them. */
    @ParameterizedTest
    @CsvSource({
        "video/mediabunny_screen_editor_vfr.mp4, 63, 89725d12",
        "video/androidx_stairs_hlg10_1080p.mp4, 73, 50c3995d",
        "video/mdn_stream_title_fade_360p.webm, 118, 00823f54",
        "media/media__mp4__sample_edit_list.mp4, 77, 3c559d37",
        "media/media__mp4__sample_edit_list_no_sync_frame_before_edit.mp4, 68, 6619b55e",
        "media/media__mp4__iibbibb_editlist_videoonly.mp4, 12, aa30e13a",
        "media/media__mp4__preroll-5s.mp4, 125, 40dc859a",
        "media/media__mp4__h265_bframes.mp4, 30, 2179370e",
        "media/media__avi__sample-unflagged-audio-keyframes.avi, 96, 119197e4",
        "media/media__ts__bbb_2500ms.ts, 58, 9fa8bad5",
    })
    void everyFrameComesOnceWithTheTimestampFfprobeGives(String name, int frames, String timestamps) {
        List<Seen> seen = all(MediaProbe.probe(MediaData.file(name)));
        assertThat(seen).hasSize(frames);
        assertThat(crcOfTimestamps(seen)).isEqualTo(timestamps);
    }

    private static String crcOfTimestamps(List<Seen> frames) {
        StringBuilder lines = new StringBuilder();
        frames.forEach(frame -> lines.append(frame.pts()).append('\n'));
        return "%08x".formatted(crc(lines.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    /** The same of the clips that come with the project: counts, timestamps and colours as ffmpeg 5.1 gives them. */
    @ParameterizedTest
    @CsvFileSource(resources = "/golden/frames.csv", useHeadersInDisplayName = true)
    void theProjectsOwnClipsReadAsFfmpegReadsThem(
            String name, int frames, String timestamps, double blue, double green, double red) {
        MediaInfo info = MediaProbe.probe(GOLDEN.resolve(name));
        List<Seen> seen = all(info);
        assertThat(seen).hasSize(frames);
        assertThat(crcOfTimestamps(seen)).isEqualTo(timestamps);
        for (int at : new int[] {0, frames / 3, frames - 2}) {
            try (VideoReader reader =
                    VideoReader.openAt(info, OPTIONS, seen.get(at).pts(), at)) {
                assertThat(seen(reader)).as("frame %d, by seeking", at).isEqualTo(seen.get(at));
                assertThat(reader.next()).isTrue();
                assertThat(seen(reader)).as("the frame after %d", at).isEqualTo(seen.get(at + 1));
            }
        }
        assertMeans(GOLDEN.resolve(name), blue, green, red);
    }

    @ParameterizedTest
    @CsvSource({
        "video/flutter_bee_720p.mp4",
        "video/mdn_stream_title_fade_360p.webm",
        "media/media__ts__bbb_2500ms.ts",
        "media/media__mp4__iibbibb_editlist_videoonly.mp4",
        "media/media__avi__sample-unflagged-audio-keyframes.avi",
    })
    void positioningGivesTheVeryFramesLinearReadingGives(String name) {
        MediaInfo info = MediaProbe.probe(MediaData.file(name));
        List<Seen> frames = all(info);
        for (int at : new int[] {0, 1, frames.size() / 3, frames.size() / 2, frames.size() - 2}) {
            try (VideoReader reader =
                    VideoReader.openAt(info, OPTIONS, frames.get(at).pts(), at)) {
                assertThat(seen(reader)).as("frame %d", at).isEqualTo(frames.get(at));
                assertThat(reader.next()).isTrue();
                assertThat(seen(reader)).as("frame after %d", at).isEqualTo(frames.get(at + 1));
                assertThat(reader.index()).isEqualTo(at + 1);
            }
        }
    }

    /** Means of B, G, R of the first frame at 64x36 as ffmpeg 5.1 converts it (scale, bilinear, the matrix players take). */
    @ParameterizedTest
    @CsvSource({
        "video/flutter_bee_720p.mp4, 122.06, 140.14, 151.82",
        "video/moviepy_chaplin_360p.mp4, 83.91, 83.91, 83.91",
        "media/media__mp4__bt601.mov, 147.99, 146.92, 152.39",
        "video/intel_asl_sister.mkv, 135.22, 134.09, 116.23",
    })
    void coloursAreThoseOfFfmpeg(String name, double blue, double green, double red) {
        assertMeans(MediaData.file(name), blue, green, red);
    }

    private static void assertMeans(Path file, double blue, double green, double red) {
        try (VideoReader reader = VideoReader.open(file, OPTIONS)) {
            assertThat(reader.next()).isTrue();
            byte[] samples = reader.bgr(64, 36).samples();
            double[] sums = new double[3];
            for (int i = 0; i < samples.length; i++) {
                sums[i % 3] += (samples[i] & 0xff) / (double) (64 * 36);
            }
            assertThat(sums[0]).isCloseTo(blue, within(0.6));
            assertThat(sums[1]).isCloseTo(green, within(0.6));
            assertThat(sums[2]).isCloseTo(red, within(0.6));
        }
    }

    @Test
    void aTruncatedFileLosesTheFramesItsIndexPromises(@org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        byte[] whole = Files.readAllBytes(GOLDEN.resolve("bframes.mp4"));
        Path cut = folder.resolve("cut.mp4");
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length * 2 / 3));
        try (VideoReader reader = VideoReader.open(cut, OPTIONS)) {
            long frames = 0;
            while (reader.next()) {
                frames++;
            }
            assertThat(frames).isBetween(1L, 47L);
            assertThat(frames + reader.lostFrames()).isEqualTo(48);
        }
    }

    @Test
    void decodingAgainAndAgainDoesNotGrowTheProcess() throws Exception {
        MediaInfo info = MediaProbe.probe(Path.of("test-videos", "sintel_trailer-720p.mp4"));
        readFiveFrames(info, 10);
        long before = residentKilobytes();
        readFiveFrames(info, 40);
        // One leaked frame of 1280x720 in each pass would be 55 MB.
        assertThat(residentKilobytes() - before).isLessThan(40_000);
    }

    private static void readFiveFrames(MediaInfo info, int passes) {
        for (int pass = 0; pass < passes; pass++) {
            try (VideoReader reader = VideoReader.open(info, OPTIONS)) {
                for (int frame = 0; frame < 5; frame++) {
                    assertThat(reader.next()).isTrue();
                }
            }
        }
    }

    private static long residentKilobytes() throws Exception {
        Path status = Path.of("/proc/self/status");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(status), "skipped: needs Linux's /proc");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
