package io.jndencode.media.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;

import io.jndencode.JndException;
import io.jndencode.media.DecodedSound;
import io.jndencode.media.MadeFile;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.OtherStream;
import io.jndencode.media.SmallClip;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.streams.StreamChoice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound that is chosen and converted: two seconds of a tone with a click one second after the first frame, made here. */
class SoundIT {
    private static final Path EXTRAS = Path.of("test-videos/sintel-extras.mkv");
    private static final int RATE = 48_000;
    private static final double TONE = 0.1;
    private static final double CLICK = 0.9;
    private static final int PACKET = 20; // milliseconds

    @TempDir
    Path folder;

    private static StreamChoice audio(String words) {
        return new StreamChoice(words, List.of(), "copy", List.of(), List.of());
    }

    /** The source; packets that begin between two times are not in it. */
    private Path source(int channels, int gapFrom, int gapTo) {
        List<MadeFile.Packet> packets = new ArrayList<>();
        for (int at = 0; at < 2000; at += PACKET) {
            if (at < gapFrom || at >= gapTo) {
                packets.add(new MadeFile.Packet(at, PACKET, samples(at, channels)));
            }
        }
        MadeFile.Extra silent = MadeFile.sound(AV_CODEC_ID_PCM_S16LE, channels, 2);
        Path clip = SmallClip.write(EXTRAS, 12, 40, folder.resolve("clip.mkv"));
        return MadeFile.with(clip, new MadeFile.Extra(silent.describe(), packets), folder.resolve("source.mkv"));
    }

    private Path source() {
        return source(2, 0, 0);
    }

    private static byte[] samples(int at, int channels) {
        int count = RATE * PACKET / 1000;
        ByteBuffer bytes = ByteBuffer.allocate(count * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            int sample = at * RATE / 1000 + i;
            boolean click = sample >= RATE && sample < RATE + RATE / 200;
            double value = click ? CLICK : TONE * Math.sin(2 * Math.PI * 440 * sample / RATE);
            for (int channel = 0; channel < channels; channel++) {
                bytes.putShort((short) Math.round(value * 32767));
            }
        }
        return bytes.array();
    }

    private record Out(Path file, List<String> before, Stitcher.Result result) {}

    private Out encode(Path source, String name, StreamChoice choice) {
        return encode(source, name, choice, 0, 12, null);
    }

    private Out encode(
            Path source, String name, StreamChoice choice, int first, int count, Stitcher.@Nullable Part part) {
        EncoderSettings settings = EncoderSettings.constantQp("ultrafast", 40);
        MediaInfo info = MediaProbe.probe(source);
        Path output = folder.resolve(name);
        List<String> before = OutputTrial.of(info, output, settings, choice);
        Path segment = folder.resolve(name + ".segment");
        try (VideoReader reader = VideoReader.open(source, ReaderOptions.threads(1))) {
            for (int i = 0; i <= first; i++) {
                reader.next();
            }
            new SegmentEncoder(settings)
                    .encode(reader, new ExpectedFrames.Counted(count, OptionalLong.empty()), segment, done -> {});
        }
        Stitcher.Result result =
                Stitcher.stitch(new Stitcher.Job(info, List.of(segment), output, true, part, null, choice, file -> {}));
        return new Out(output, before, result);
    }

    private static double firstFrame(Path file) {
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.threads(1))) {
            reader.next();
            return MediaProbe.probe(file).video().timing().timeBase().seconds(reader.pts());
        }
    }

    /** Matroska counts milliseconds, MPEG's streams 90000ths, MP4 samples. */
    @ParameterizedTest
    @CsvSource({
        "out.mp4, aac:192k, aac, 0.0001",
        "out.mov, aac:192k, aac, 0.0001",
        "out.mkv, aac:192k, aac, 0.0011",
        "out.ts, aac:192k, aac, 0.0011",
        "out.ts, auto, aac, 0.0011",
        "out.mp4, opus:192k, opus, 0.0003",
        "out.mkv, opus, opus, 0.0013"
    })
    void convertedSoundStaysWithItsPictureAndAsLoudAsItWas(String name, String words, String codec, double apart) {
        Out out = encode(source(), name, audio(words));
        DecodedSound sound = DecodedSound.of(out.file());
        assertThat(sound.codec()).isEqualTo(codec);
        assertThat(sound.channels()).isEqualTo(2);
        double begins = firstFrame(out.file());
        assertThat(sound.loud(0.5) - begins).isCloseTo(1.0, within(apart));
        assertThat(sound.power(begins + 0.2, begins + 0.8)).isCloseTo(TONE * TONE / 2, within(0.00005));
        assertThat(sound.samples().length).isBetween(2 * RATE, 2 * RATE + 3 * 1024);
        assertThat(out.before()).singleElement().asString().contains("stream 1 (audio, pcm_s16le) is converted to");
        assertThat(out.result().warnings()).containsAll(out.before());
    }

    @Test
    void theSameSoundGivesTheSameBytes() throws IOException {
        Path source = source();
        Path first = encode(source, "first.mp4", audio("aac")).file();
        Path second = encode(source, "second.mp4", audio("aac")).file();
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    }

    @Test
    void whatACopyWouldLeaveOutIsConverted() {
        Out copy = encode(source(), "copy.ts", StreamChoice.ALL);
        assertThat(copy.before()).singleElement().asString().contains("was left out");
        assertThat(MediaProbe.probe(copy.file()).others()).isEmpty();
        Out kept = encode(source(), "kept.mkv", audio("auto"));
        assertThat(MediaProbe.probe(kept.file()).others())
                .extracting(OtherStream::codec)
                .containsExactly("pcm_s16le");
    }

    @Test
    void aPauseBecomesSilence() {
        Out out = encode(source(2, 500, 900), "out.mp4", audio("aac"));
        DecodedSound sound = DecodedSound.of(out.file());
        double begins = firstFrame(out.file());
        assertThat(sound.loud(0.5) - begins).isCloseTo(1.0, within(0.0001));
        assertThat(sound.power(begins + 0.55, begins + 0.85)).isLessThan(1e-6);
        assertThat(out.result().warnings()).anyMatch(line -> line.contains("0.40 s without sound"));
    }

    @ParameterizedTest
    @CsvSource({"out.mp4, aac, 6", "out.mkv, opus, 6", "out.mkv, opus, 1", "out.mkv, aac, 8"})
    void everyChannelIsKept(String name, String words, int channels) {
        Out out = encode(source(channels, 0, 0), name, audio(words));
        assertThat(DecodedSound.of(out.file()).channels()).isEqualTo(channels);
    }

    @Test
    void aPartIsCutByTheSample() {
        Path source = source();
        MediaInfo info = MediaProbe.probe(source);
        List<Long> pts = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(source, ReaderOptions.threads(1))) {
            while (reader.next()) {
                pts.add(reader.pts());
            }
        }
        Out out = encode(source, "part.mp4", audio("aac"), 6, 6, new Stitcher.Part(OptionalLong.of(pts.get(0) + 2000)));
        DecodedSound sound = DecodedSound.of(out.file());
        double cut = info.video().timing().timeBase().seconds(pts.get(6) - pts.get(0));
        assertThat(sound.loud(0.5)).isCloseTo(1.0 - cut, within(0.0002));
        assertThat(sound.first()).isCloseTo(0, within(1.0 / RATE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "copy | | copy | | | 1 2 3 4 5",
                "none | | copy | | | 3 4 5",
                "copy | deu | copy | | | 2 3 4 5",
                "copy | ger | copy | en | | 2 3 5",
                "copy | | none | | | 1 2 5",
                "copy | | copy | | a:0 | 1",
                "copy | | copy | | 0:a:m:language:deu | 2",
                "copy | | copy | | a:1 s:0 | 2 3",
                "copy | | copy | | -s | 1 2 5",
                "copy | | copy | | a -a:0 | 2",
                "copy | | copy | | a:7? s | 3 4"
            })
    void streamsAreChosenByKindLanguageAndSpecifier(
            String sound,
            @Nullable String spoken,
            String texts,
            @Nullable String read,
            @Nullable String map,
            String kept) {
        StreamChoice choice = new StreamChoice(sound, list(spoken), texts, list(read), list(map));
        Out out = encode(EXTRAS, "out.mkv", choice);
        List<OtherStream> all = MediaProbe.probe(EXTRAS).others();
        List<String> expected = all.stream()
                .filter(stream -> list(kept).contains(Integer.toString(stream.index())))
                .map(stream -> stream.type() + stream.codec() + stream.language())
                .toList();
        assertThat(MediaProbe.probe(out.file()).others())
                .extracting(stream -> stream.type() + stream.codec() + stream.language())
                .isEqualTo(expected);
        assertThat(out.before().stream().filter(line -> line.endsWith("was left out, as asked for")))
                .hasSize(all.size() - expected.size());
    }

    private static List<String> list(@Nullable String words) {
        return words == null ? List.of() : List.of(words.strip().split(" +", -1));
    }

    @Test
    void whatWasAskedForAndIsNotThereIsSaid() {
        StreamChoice french = new StreamChoice("copy", List.of("fra"), "copy", List.of(), List.of());
        assertThatThrownBy(() -> encode(EXTRAS, "out.mkv", french))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("no sound in fra, only in eng, deu");
        StreamChoice seventh = new StreamChoice("copy", List.of(), "copy", List.of(), List.of("a:7"));
        assertThatThrownBy(() -> encode(EXTRAS, "out.mkv", seventh))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("has no stream that --map a:7 means");
        StreamChoice texts = new StreamChoice("copy", List.of("eng", "fra"), "copy", List.of("fr"), List.of());
        assertThat(encode(EXTRAS, "out.mkv", texts).before())
                .contains("there is no sound in fra", "there are no subtitles in fr");
        assertThatThrownBy(() -> encode(EXTRAS, "out.mov", audio("opus")))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("Opus cannot be held by mov");
    }

    @ParameterizedTest
    @CsvSource({"mp3", "aac:", "aac:1k", "opus:9999k", "''"})
    void soundThatIsNotKnownIsRefused(String words) {
        assertThatThrownBy(() -> audio(words)).isInstanceOf(JndException.Usage.class);
    }
}
