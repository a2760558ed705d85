package io.jndencode.media.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jndencode.media.MediaInfo;
import io.jndencode.media.Remuxed;
import io.jndencode.media.StoredPackets;
import io.jndencode.media.encoder.EncoderSettings;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.open.InputFile;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.media.segment.SegmentEncoder;
import io.jndencode.media.stitch.Stitcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Languages as BCP 47 has them, and tracks that are switched off: what FFmpeg's readers and muxers have no words for. */
class TrackNotesIT {
    private static final Path EXTRAS = Path.of("test-videos/sintel-extras.mkv");

    @TempDir
    Path folder;

    /** A file with these notes on its tracks, put there by the code that writes outputs. */
    private Path noted(TrackNotes.Note... notes) throws IOException {
        MatroskaNotes writing = new MatroskaNotes();
        Path file = Remuxed.of(EXTRAS, folder.resolve("noted.mkv"), out -> {
            for (int i = 0; i < notes.length; i++) {
                writing.reserve(out.streams(i), i, notes[i]);
            }
        });
        writing.write(file);
        return file;
    }

    private static TrackNotes.Note note(String language, String old, boolean enabled) {
        return new TrackNotes.Note(language, old, enabled);
    }

    @Test
    void whatIsWrittenIsReadAgainAndTheFileStaysWhole() throws IOException {
        Path file = noted(note("", "", true), note("pt-BR", "por", false), note("zh-Hant-TW", "", true));
        try (InputFile input = InputFile.open(file)) {
            TrackNotes read = TrackNotes.of(input);
            assertThat(read.of(input, 0)).isEqualTo(TrackNotes.Note.NONE.any() ? null : read.of(0));
            assertThat(read.of(1)).isEqualTo(note("pt-BR", "por", false));
            assertThat(read.of(2).language()).isEqualTo("zh-Hant-TW");
            assertThat(InputFile.tag(input.stream(1).metadata(), "language")).isEqualTo("por");
            assertThat(InputFile.tag(input.stream(2).metadata(), "language")).isEqualTo("zho");
        }
        assertThat(StoredPackets.besideTheVideo(file)).isEqualTo(StoredPackets.besideTheVideo(EXTRAS));
    }

    @Test
    void mkvmergeReadsTheSame() throws IOException, InterruptedException {
        Path file = noted(note("", "", true), note("pt-BR", "por", false));
        String said = judge("mkvmerge", "-J", file.toString());
        assertThat(said).contains("\"language_ietf\": \"pt-BR\"", "\"enabled_track\": false");
        assertThat(judge("mkvinfo", "-v", "-v", file.toString()))
                .doesNotContain("mismatch")
                .doesNotContain("invalid");
    }

    @ParameterizedTest
    @CsvSource({"out.mkv,true", "out.mp4,false", "out.mov,false"})
    void theyComeThroughOrAreNamed(String name, boolean kept) throws IOException {
        Path source = noted(note("", "", true), note("pt-BR", "por", false));
        Path segment = folder.resolve("one.segment");
        MediaInfo info = MediaProbe.probe(source);
        try (VideoReader reader = VideoReader.open(info, ReaderOptions.threads(1))) {
            reader.next();
            new SegmentEncoder(EncoderSettings.constantQp("ultrafast", 40))
                    .encode(reader, new ExpectedFrames.Counted(10, java.util.OptionalLong.empty()), segment, d -> {});
        }
        Path output = folder.resolve(name);
        List<String> said = Stitcher.stitch(new Stitcher.Job(info, List.of(segment), output, true, true))
                .warnings();
        try (InputFile input = InputFile.open(output)) {
            TrackNotes.Note found = TrackNotes.of(input).of(1);
            if (kept) {
                assertThat(found).isEqualTo(note("pt-BR", "por", false));
                assertThat(said).isEmpty();
            } else {
                assertThat(said)
                        .anySatisfy(line -> assertThat(line)
                                .contains("language pt-BR (it became por)", "disabled", "stream 1", ".mkv"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"de,ger,true", "de,deu,true", "en,'',true", "zh-Hant,chi,false", "yue,chi,false", "de,'',false"})
    void aLanguageThatSaysNoMoreThanTheOldOneIsNoNote(String language, String old, boolean same) {
        assertThat(TrackNotes.note(language, old, true).language().isEmpty()).isEqualTo(same);
    }

    @Test
    void anExtendedLanguageOfMp4IsRead() throws IOException {
        Path mp4 = Remuxed.of(EXTRAS.resolveSibling("sintel-phone.mp4"), folder.resolve("plain.mp4"), out -> {});
        Path source = folder.resolve("extended.mp4");
        Files.write(source, withLanguage(Files.readAllBytes(mp4), "de-CH"));
        try (InputFile input = InputFile.open(source)) {
            assertThat(TrackNotes.of(input).of(input, 0).language()).isEqualTo("de-CH");
        }
    }

    /** The name box of the first track's handler makes room: a test may lose it. */
    private static byte[] withLanguage(byte[] mp4, String language) {
        String text = new String(mp4, StandardCharsets.ISO_8859_1);
        int media = text.indexOf("mdia") - 4;
        int handler = text.indexOf("hdlr", media) - 4;
        int size = ((mp4[handler + 2] & 0xff) << 8) | (mp4[handler + 3] & 0xff);
        int extended = 12 + language.length() + 1;
        byte[] changed = mp4.clone();
        java.util.Arrays.fill(changed, handler, handler + size, (byte) 0);
        box(changed, handler, extended, "elng");
        System.arraycopy(language.getBytes(StandardCharsets.US_ASCII), 0, changed, handler + 12, language.length());
        box(changed, handler + extended, size - extended, "free");
        return changed;
    }

    private static void box(byte[] file, int at, int size, String type) {
        file[at + 2] = (byte) (size >> 8);
        file[at + 3] = (byte) size;
        System.arraycopy(type.getBytes(StandardCharsets.US_ASCII), 0, file, at + 4, 4);
    }

    private static String judge(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: " + command[0] + " is not installed");
            return "";
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.MINUTES);
        return said;
    }
}
