package io.jndencode.media.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jndencode.JndException;
import io.jndencode.media.Alias;
import io.jndencode.media.BgrImage;
import io.jndencode.media.SmallClip;
import io.jndencode.media.input.MediaProbe;
import io.jndencode.media.read.PictureReader;
import io.jndencode.media.read.PictureWriter;
import io.jndencode.media.read.ReaderOptions;
import io.jndencode.media.read.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that name other files: nobody else's are opened. */
class NamingInputsIT {
    private static final Path CLIP = Path.of("test-videos/sintel-open.mp4");
    private static final int PART = 12;
    private static final String HLS = """
        #EXTM3U
        #EXT-X-VERSION:3
        #EXT-X-TARGETDURATION:1
        #EXT-X-MEDIA-SEQUENCE:0
        #EXTINF:0.5,
        %s
        %s#EXT-X-ENDLIST
        """;
    private static final String DASH = "<?xml version=\"1.0\"?>\n"
            + "<!-- a film -->\n"
            + "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\""
            + " profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\" type=\"static\""
            + " mediaPresentationDuration=\"PT1S\"><Period><AdaptationSet mimeType=\"video/mp4\"><Representation"
            + " id=\"1\" bandwidth=\"1\"><BaseURL>%s</BaseURL></Representation></AdaptationSet></Period></MPD>";

    @TempDir
    static Path made;

    @TempDir
    Path home;

    private Path folder;
    private Path victim;

    @BeforeAll
    static void makeParts() {
        SmallClip.write(CLIP, PART, 30, made.resolve("part.ts"));
    }

    @BeforeEach
    void fill() throws IOException {
        folder = Files.createDirectories(home.resolve("uploads/one"));
        victim = Files.copy(made.resolve("part.ts"), home.resolve("victim.ts"));
        Files.copy(victim, folder.resolve("a.ts"));
        Files.copy(victim, folder.resolve("b.ts"));
    }

    @AfterEach
    void strict() {
        InputRules.STRICT.use();
    }

    private static void allow() {
        new InputRules(true, 20, InputLimits.DEFAULT).use();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void refuses(Path file, String... words) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThatThrownBy(() -> MediaProbe.probe(file))
                        .isInstanceOf(JndException.Input.class)
                        .hasMessageContainingAll(words)
                        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\n")));
    }

    private static int frames(Path file) {
        int frames = 0;
        try (VideoReader reader = VideoReader.open(file, ReaderOptions.threads(1))) {
            while (reader.next()) {
                frames++;
            }
            assertThat(reader.lostFrames()).isZero();
        }
        return frames;
    }

    @ParameterizedTest
    @ValueSource(strings = {"movie.mp4", "list.m3u8", "noname", "clip%03d.mp4"})
    void aTextThatNamesFilesIsRefusedWithItsKindAndTheOption(String name) throws Exception {
        for (String inside : List.of("a.ts", victim.toString(), "../../victim.ts", "file:" + victim)) {
            refuses(write(name, HLS.formatted(inside, "")), "is an HLS playlist", "--allow-playlists");
            refuses(write(name, "\ufeff \n" + HLS.formatted(inside, "")), "is an HLS playlist");
            refuses(
                    write(name, "ffconcat version 1.0\nfile '" + inside + "'\n"),
                    "is an FFmpeg concat script",
                    "--allow-playlists");
            refuses(write(name, HLS.formatted(inside, "\0\n")), "is an HLS playlist", "--allow-playlists");
            refuses(write(name, DASH.formatted(inside)), "is a DASH manifest", "none of them is opened");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n', SDP",
        "'<smil><body><video src=\"a.ts\"/></body></smil>', a playlist",
        "'[playlist]\nFile1=a.ts\n', a playlist",
        "'<asx version=\"3\"><entry><ref href=\"a.ts\"/></entry></asx>', a playlist",
        "'<SmoothStreamingMedia MajorVersion=\"2\"/>', Smooth Streaming",
        "'<!DOCTYPE x><CompositionPlaylist/>', IMF",
    })
    void soAreOtherTextsOfThatSort(String text, String kind) throws Exception {
        refuses(write("movie.mp4", text), kind);
        allow();
        refuses(write("movie.mp4", text), kind);
    }

    @Test
    void aDemuxerThatIsNotOnTheListIsRefusedByItsName() throws Exception {
        refuses(write("art.nfo", "\u001b[31mtext as a picture\n".repeat(30)), "which is not read here");
    }

    @Test
    void withTheOptionFilesBelowTheFolderAreRead() throws Exception {
        allow();
        Files.createDirectories(folder.resolve("below"));
        Files.move(folder.resolve("b.ts"), folder.resolve("below/b's.ts"));
        assertThat(frames(write(
                        "c.ffconcat", "ffconcat version 1.0\n# two\nfile a.ts\nduration 0.5\nfile below/b\\'s.ts\n")))
                .isEqualTo(2 * PART);
        assertThat(frames(write(
                        "movie.mp4", HLS.formatted("a.ts", "#EXT-X-DISCONTINUITY\n#EXTINF:0.5,\nfile:below/b's.ts\n"))))
                .isEqualTo(2 * PART);
        assertThat(MediaProbe.probe(folder.resolve("c.ffconcat")).bytes())
                .isEqualTo(2 * Files.size(victim) + Files.size(folder.resolve("c.ffconcat")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../victim.ts",
                "link.ts",
                "file:../../victim.ts",
                "http://127.0.0.1:1/a.ts",
                "http:a.ts",
                "subfile,,start,0,end,9,,:a.ts",
                "concat:a.ts|b.ts",
                "crypto:a.ts",
                "data:text/plain,a",
                "pipe:0",
                "fd:0",
                "async:a.ts",
                "none.ts",
                ".",
                "",
            })
    void nothingElseIs(String name) throws Exception {
        allow();
        try {
            Files.createSymbolicLink(folder.resolve("link.ts"), victim);
        } catch (UnsupportedOperationException | IOException e) {
            assumeTrue(!name.equals("link.ts"), "skipped: no symbolic links here");
        }
        refuses(write("c.mp4", "ffconcat version 1.0\nfile a.ts\nfile '" + name + "'\n"), "the playlist", "names");
        if (!name.isEmpty()) {
            refuses(write("h.m3u8", HLS.formatted("a.ts", "#EXTINF:1,\n" + name + "\n")), "the playlist", "names");
            refuses(
                    write("m.m3u8", HLS.formatted("a.ts", "#EXT-X-MAP:URI=\"" + name + "\"\n")),
                    "the playlist",
                    "names");
        }
        refuses(write("abs.m3u8", HLS.formatted(victim, "")), "no file below its own folder");
    }

    @Test
    void roundsAndEndlessListsAreRefused() throws Exception {
        allow();
        refuses(write("self.ffconcat", "ffconcat version 1.0\nfile self.ffconcat\n"), "itself names other files");
        write("one.mp4", "ffconcat version 1.0\nfile two.mp4\n");
        refuses(write("two.mp4", "ffconcat version 1.0\nfile one.mp4\n"), "itself names other files");
        refuses(write("h.m3u8", HLS.formatted("self.ffconcat", "")), "itself names other files");
        String live = HLS.formatted("a.ts", "").replace("#EXT-X-ENDLIST\n", "");
        refuses(write("live.m3u8", live), "has no end (#EXT-X-ENDLIST)");
        refuses(write("opt.ffconcat", "ffconcat version 1.0\nfile a.ts\noption safe 0\n"), "option safe 0");
        refuses(write("empty.ffconcat", "ffconcat version 1.0\n"), "names no file");
        refuses(
                write("master.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlive.m3u8\n#EXT-X-ENDLIST\n"),
                "variants");
        refuses(write("key.m3u8", HLS.formatted("a.ts", "#EXT-X-KEY:METHOD=AES-128,URI=\"a.ts\"\n")), "is encrypted");
    }

    @Test
    void aPipeIsRefusedBeforeItIsOpened() throws Exception {
        Path pipe = folder.resolve("pipe.ts");
        makePipe(pipe);
        refuses(pipe, "is not a regular file");
        allow();
        refuses(pipe, "is not a regular file");
        refuses(write("c.ffconcat", "ffconcat version 1.0\nfile pipe.ts\n"), "is not a regular file");
    }

    @Test
    void signsOfAPatternInANameAreLetters() throws Exception {
        Path odd = folder.resolve("a%03d.ts");
        SmallClip.write(CLIP, 5, 30, odd);
        Files.copy(victim, folder.resolve("a001.ts"));
        assertThat(frames(odd)).isEqualTo(5);
        Path picture = folder.resolve("p%03d[0-9]*.png");
        Files.write(picture, PictureWriter.png(new BgrImage(4, 2, new byte[24])));
        Files.write(folder.resolve("p0010.png"), PictureWriter.png(new BgrImage(8, 8, new byte[192])));
        assertThat(PictureReader.read(picture).width()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void quickTimesReferencesToOtherFilesAreNotFollowed(boolean playlists) throws Exception {
        Path pipe = folder.resolve("media.mov");
        makePipe(pipe);
        Path own = SmallClip.write(CLIP, PART, 30, folder.resolve("own.mov"));
        Path file = Files.write(folder.resolve("refers.mov"), Alias.in(Files.readAllBytes(own), pipe));
        if (playlists) {
            allow();
        }
        refuses(file, "keeps its pictures in another file");
    }

    private static void makePipe(Path pipe) throws Exception {
        try {
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "skipped: no pipes here");
        } catch (IOException e) {
            assumeTrue(false, "skipped: there is no mkfifo here");
        }
    }
}
