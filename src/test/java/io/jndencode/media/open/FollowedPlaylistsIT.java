package io.jndencode.media.open;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.media.SmallClip;
import io.jndencode.media.input.MediaProbe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code --allow-playlists}: what is not followed even then. */
class FollowedPlaylistsIT {
    private static final String DASH = "<?xml version=\"1.0\"?>\n"
            + "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\""
            + " profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\""
            + " mediaPresentationDuration=\"PT1S\"><Period><AdaptationSet mimeType=\"video/mp4\"><Representation"
            + " id=\"1\" bandwidth=\"1\"><BaseURL>%s</BaseURL></Representation></AdaptationSet></Period></MPD>";

    @TempDir
    Path home;

    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        folder = Files.createDirectories(home.resolve("uploads/one"));
        Path victim = SmallClip.write(Path.of("test-videos/sintel-open.mp4"), 12, 30, home.resolve("victim.ts"));
        Files.copy(victim, folder.resolve("a.ts"));
        allow();
    }

    @AfterEach
    void strict() {
        InputRules.STRICT.use();
    }

    private static void allow() {
        new InputRules(true, 20, InputLimits.DEFAULT).use();
    }

    private static String list(String first, String more) {
        return "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXTINF:0.5,\n" + first + "\n" + more
                + "#EXT-X-ENDLIST\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void refuses(Path file, String words) {
        assertThatThrownBy(() -> MediaProbe.probe(file))
                .isInstanceOf(JndException.Input.class)
                .hasMessageContaining(words)
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\n"));
    }

    /** What names keys, variants or segments of its own: refused whole, wherever it leads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.ts",
                "../../victim.ts",
                "/etc/passwd",
                "file:///etc/passwd",
                "http://127.0.0.1:1/a",
                "self.m3u8"
            })
    void manifestsMasterPlaylistsAndEncryptedOnesAreNotFollowedAtAll(String name) throws Exception {
        allow();
        for (String tag : List.of(
                "#EXT-X-KEY:METHOD=AES-128,URI=\"%s\"",
                "#EXT-X-KEY:URI=\"%s\",METHOD=SAMPLE-AES",
                "#EXT-X-KEY:METHOD=AES-128,URI=\"%s\",KEYFORMAT=\"METHOD=NONE\"",
                "#EXT-X-SESSION-KEY:METHOD=AES-128,URI=\"%s\"")) {
            refuses(write("self.m3u8", list("a.ts", tag.formatted(name) + "\n")), "is encrypted");
        }
        for (String tag : List.of(
                "#EXT-X-STREAM-INF:BANDWIDTH=1\n%s",
                "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI=\"%s\"",
                "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"a\",URI=\"%s\"",
                "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"s\",NAME=\"s\",URI=\"%s\"")) {
            refuses(write("self.m3u8", list("a.ts", tag.formatted(name) + "\n")), "variants");
        }
        String template = DASH.formatted(name)
                .replace(
                        "</Representation>",
                        "<SegmentTemplate media=\"" + name + "\" initialization=\"" + name + "\"/></Representation>");
        for (String manifest : List.of(
                DASH.formatted(name),
                template,
                DASH.formatted("a.ts").replace("<Period>", "<Period xlink:href=\"" + name + "\">"),
                DASH.formatted("a.ts").replace("<MPD", "<!DOCTYPE MPD [<!ENTITY e SYSTEM \"" + name + "\">]><MPD"))) {
            refuses(write("self.mpd", manifest), "none of them is opened");
            refuses(write("m.m3u8", list("self.mpd", "")), "itself names other files");
        }
    }

    /** FFmpeg looks behind ID3 tags for what a file is. */
    @Test
    void aTagBeforeATextHidesNothing() throws Exception {
        byte[] script = ("ffconcat version 1.0\nfile ../../victim.ts\n" + "#\n".repeat(99)).getBytes(UTF_8);
        byte[] list = list("../../victim.ts", "").getBytes(UTF_8);
        for (byte[] text : List.of(script, list)) {
            byte[] hidden = tagged(tagged(text, 20), 5000);
            Files.write(folder.resolve("movie.mp4"), hidden);
            Files.write(folder.resolve("inner.m3u8"), hidden);
            InputRules.STRICT.use();
            refuses(folder.resolve("movie.mp4"), "--allow-playlists");
            allow();
            refuses(write("outer.m3u8", list("inner.m3u8", "")), "itself names other files");
            refuses(write("outer.ffconcat", "ffconcat version 1.0\nfile inner.m3u8\n"), "itself names other files");
        }
    }

    private static byte[] tagged(byte[] bytes, int padding) {
        ByteBuffer file = ByteBuffer.allocate(10 + padding + bytes.length);
        file.put("ID3".getBytes(UTF_8)).put(new byte[] {4, 0, 0, 0, 0, (byte) (padding >> 7), (byte) (padding & 127)});
        return file.position(10 + padding).put(bytes).array();
    }

    @Test
    void aKeyOfNoneIsNone() throws Exception {
        assertThat(MediaProbe.probe(write("clear.m3u8", list("a.ts", "#EXT-X-KEY:METHOD=NONE\n")))
                        .container())
                .isEqualTo("hls");
    }
}
