package io.jndencode.media.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_ALAW;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_F32LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S24LE;

import io.jndencode.media.MadeFile;
import io.jndencode.media.MadeVideo;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.OtherStream;
import io.jndencode.media.Retimed;
import io.jndencode.media.SmallClip;
import io.jndencode.media.StoredPackets;
import io.jndencode.media.VideoStream;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.streams.StreamChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the way of muxing is mended and named, or known before the encode: on files made for it, values known from the making. */
class MuxingIT {
    private static final Path EXTRAS = Path.of("test-videos/sintel-extras.mkv");

    @TempDir
    Path folder;

    private static final int FLV_HEADER = 13;

    /** What a trial said beforehand, and what came of the joining. */
    private record Out(List<String> before, Stitcher.Result result, Path file) {}

    private Out encode(Path source, String name) {
        EncoderSettings settings = EncoderSettings.constantQp("ultrafast", 40);
        MediaInfo info = MediaProbe.probe(source);
        Path output = folder.resolve(name);
        List<String> before = OutputTrial.of(info, output, settings, StreamChoice.ALL);
        List<Path> segments = new ArrayList<>();
        List<Long> pts = pts(source);
        int frames = Math.max(5, pts.size() / 4);
        for (int start = 0; start < pts.size(); start += frames) {
            // Each with a reader of its own, as on machines of their own.
            try (VideoReader reader = VideoReader.openAt(info, ReaderOptions.threads(1), pts.get(start), start)) {
                int count = Math.min(frames, pts.size() - start);
                Path segment = folder.resolve(name + start + ".segment");
                new SegmentEncoder(settings)
                        .encode(reader, new ExpectedFrames.Counted(count, OptionalLong.empty()), segment, done -> {});
                segments.add(segment);
            }
        }
        Stitcher.Result result = Stitcher.stitch(new Stitcher.Job(info, segments, output, false, false));
        assertThat(result.frames()).isEqualTo(pts.size());
        assertThat(pts(output)).hasSize(pts.size());
        return new Out(before, result, output);
    }

    private static List<Long> pts(Path file) {
        List<Long> pts = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.threads(1))) {
            while (reader.next()) {
                pts.add(reader.pts());
            }
        }
        return pts;
    }

    private Path clip() {
        Path clip = folder.resolve("clip.mkv");
        return Files.exists(clip) ? clip : SmallClip.write(EXTRAS, 12, 40, clip);
    }

    /** A recording of pictures made by a filter, in a transport stream. */
    private Path recording(String name, String filters) {
        Path lossless = MadeVideo.of(EXTRAS, folder.resolve(name + ".mkv"), filters);
        return SmallClip.write(lossless, MadeVideo.FRAMES, 36, folder.resolve(name + ".ts"));
    }

    /** The second recording's parameter sets are others; a shot may begin before, at or after the change. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scale=96:64 | scale=128:96",
                "scale=128:96 | scale=96:64",
                "scale=96:64,format=yuv420p | scale=96:64,format=yuv422p",
                "scale=96:64,format=yuv420p | scale=96:64,format=yuv420p10le",
                "scale=96:64,format=yuv444p10le | scale=96:64,format=yuv420p",
                "scale=96:64,setsar=1 | scale=96:64,setsar=16/11",
                "scale=96:64,setfield=prog | scale=96:64,setfield=tff",
                "scale=96:64,setfield=tff | scale=96:64,setfield=bff",
                "scale=96:64,setfield=bff | scale=96:64,setfield=prog",
                "scale=96:64,setparams=range=tv | scale=96:64:out_range=pc,setparams=range=pc",
                "scale=96:64,setparams=range=pc | scale=96:64,setparams=range=tv",
                "scale=96:64,setparams=colorspace=bt709:color_primaries=bt709 |"
                        + " scale=96:64,setparams=colorspace=bt470bg:color_primaries=bt470bg",
                "scale=96:64 | scale=96:64,setparams=colorspace=bt709:color_trc=bt709"
            })
    void aVideoThatChangesOnItsWayIsOneStream(String before, String after) throws IOException {
        Path source = folder.resolve("joined.ts");
        byte[] second = Files.readAllBytes(recording("second", after));
        Files.write(source, Files.readAllBytes(recording("first", before)));
        Files.write(source, second, StandardOpenOption.APPEND);
        VideoStream out = MediaProbe.probe(encode(source, "out.mp4").file()).video();
        VideoStream in = MediaProbe.probe(source).video();
        assertThat(out.geometry().width()).isEqualTo(in.geometry().width());
        assertThat(out.format().pixelFormat()).isEqualTo(in.format().pixelFormat());
        assertThat(out.geometry().sar()).isEqualTo(in.geometry().sar());
        assertThat(out.format().color()).isEqualTo(in.format().color());
        assertThat(out.geometry().interlaced()).isEqualTo(in.geometry().interlaced());
    }

    /** The same picture with limited and with full range is the same picture in the output. */
    @Test
    void aChangeOfRangeIsConverted() throws IOException {
        Path source = folder.resolve("joined.ts");
        String limited = "scale=96:64,geq=lum=60:cb=128:cr=128,setparams=range=tv";
        String full = "scale=96:64,geq=lum=51:cb=128:cr=128,setparams=range=pc"; // (60 - 16) / 219 * 255
        Files.write(source, Files.readAllBytes(recording("first", limited)));
        Files.write(source, Files.readAllBytes(recording("second", full)), StandardOpenOption.APPEND);
        Path file = encode(source, "out.mp4").file();
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.threads(1))) {
            while (reader.next()) {
                assertThat(reader.info().video().format().color().range()).isEqualTo("tv");
                assertThat(reader.frame().data(0).get(0) & 0xff).isBetween(57, 63);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.mp4", "out.mov", "out.mkv", "out.ts"})
    void soundWhoseDecodingTimeStepsBackIsMovedNoFurtherThanItMustAndNamed(String name) throws IOException {
        double early = 0.06;
        Path source = MadeFile.spliced(EXTRAS, 0.5, early, folder.resolve("spliced.ts"));
        Out out = encode(source, name);
        assertThat(out.result().warnings()).singleElement().asString().contains("(audio, aac)", "step back");
        List<StoredPackets.Stored> before = StoredPackets.besideTheVideo(source).get(0);
        List<StoredPackets.Stored> after =
                StoredPackets.besideTheVideo(out.file()).get(0);
        assertThat(after).hasSameSizeAs(before);
        long start = before.get(0).micros() - after.get(0).micros();
        long last = Long.MIN_VALUE;
        int moved = 0;
        for (int i = 0; i < after.size(); i++) {
            long shift = after.get(i).micros() - (before.get(i).micros() - start);
            assertThat(shift).as("packet %d", i).isBetween(-1000L, Math.round(early * 1e6) + 1000);
            // A transport stream has several frames in a packet, with the time of the first.
            assertThat(after.get(i).micros()).isGreaterThanOrEqualTo(name.endsWith(".ts") ? Long.MIN_VALUE : last);
            last = after.get(i).micros();
            moved += shift > 1000 ? 1 : 0;
        }
        assertThat(moved).isBetween(1, name.endsWith(".ts") ? after.size() : 3); // of 23 ms each
    }

    @ParameterizedTest
    @CsvSource({"1, out.mp4", "2, out.mp4", "6, out.mp4", "8, out.mp4", "2, out.mov", "6, out.mov", "2, out.mkv"})
    void pcmWithoutAChannelLayoutIsKept(int channels, String name) {
        Path source =
                MadeFile.with(clip(), MadeFile.sound(AV_CODEC_ID_PCM_S16LE, channels, 2), folder.resolve("pcm.mkv"));
        Out out = encode(source, name);
        assertThat(out.result().warnings()).isEmpty();
        assertThat(StoredPackets.besideTheVideo(out.file()).get(0)).isNotEmpty();
        assertThat(MediaProbe.probe(out.file()).others())
                .singleElement()
                .extracting(OtherStream::codec)
                .isEqualTo("pcm_s16le");
    }

    /** Joined FLV files: the second one's description of the sound, which is the same, comes as a packet's side data. */
    @ParameterizedTest
    @ValueSource(strings = {"out.mkv", "out.mp4", "out.ts"})
    void aDescriptionOfSoundThatIsRepeatedDestroysNoHeader(String name) throws IOException {
        Path part = Retimed.of(
                Path.of("test-videos/sintel_trailer-720p.mp4"), 12, folder.resolve("part.flv"), (p, v, f, s) -> {});
        byte[] bytes = Files.readAllBytes(part);
        Path source = Files.write(folder.resolve("joined.flv"), bytes);
        Files.write(source, Arrays.copyOfRange(bytes, FLV_HEADER, bytes.length), StandardOpenOption.APPEND);
        Out out = encode(source, name);
        assertThat(StoredPackets.besideTheVideo(out.file()).get(0))
                .hasSameSizeAs(StoredPackets.besideTheVideo(source).get(0));
        assertThat(MediaProbe.probe(out.file()).others())
                .singleElement()
                .extracting(OtherStream::codec)
                .isEqualTo("aac");
        assertThat(out.result().warnings()).noneMatch(line -> line.contains("change on the way"));
    }

    @ParameterizedTest
    @ValueSource(ints = {AV_CODEC_ID_PCM_F32LE, AV_CODEC_ID_PCM_S24LE, AV_CODEC_ID_PCM_ALAW})
    void soundIsKeptOrNamedBeforeTheEncode(int codec) {
        int bytes = codec == AV_CODEC_ID_PCM_F32LE ? 4 : codec == AV_CODEC_ID_PCM_S24LE ? 3 : 1;
        for (int channels : new int[] {2, 9}) {
            Path source =
                    MadeFile.with(clip(), MadeFile.sound(codec, channels, bytes), folder.resolve(channels + "pcm.mkv"));
            Out out = encode(source, channels + "out.mp4");
            assertThat(out.before()).isEqualTo(out.result().warnings());
            assertThat(MediaProbe.probe(out.file()).others())
                    .hasSize(out.before().isEmpty() ? 1 : 0);
        }
    }

    @Test
    void overlappingLinesKeepTheirBeginningsInAnMp4() {
        Path source = MadeFile.with(
                clip(),
                MadeFile.subrip(
                        MadeFile.line(0, 200, "one"), MadeFile.line(100, 200, "two"), MadeFile.line(400, 50, "three")),
                folder.resolve("lines.mkv"));
        Out out = encode(source, "out.mp4");
        assertThat(out.result().warnings()).singleElement().asString().contains("2 lines overlap");
        assertThat(texts(out.file()))
                .containsExactly("0-100 one", "100-200 one|two", "200-300 two", "300-400 ", "400-450 three");
    }

    /** The texts of the subtitles of an MP4, as they follow each other; those that last no time at all are not shown. */
    private static List<String> texts(Path file) {
        List<MadeFile.Packet> packets = MadeFile.packetsOf(file, "mov_text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            byte[] data = packets.get(i).data();
            boolean last = i + 1 == packets.size();
            long end = last
                    ? packets.get(i).at() + packets.get(i).duration()
                    : packets.get(i + 1).at();
            int size = (data[0] & 0xff) << 8 | (data[1] & 0xff);
            String text = new String(data, 2, size, StandardCharsets.UTF_8).replace('\n', '|');
            if (end > packets.get(i).at()) {
                texts.add("%d-%d %s".formatted(packets.get(i).at(), end, text));
            }
        }
        return texts;
    }
}
