package io.jndencode.media.filter.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.media.Luma;
import io.jndencode.media.MadeVideo;
import io.jndencode.media.MediaInfo;
import io.jndencode.media.input.MediaProbe;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of film and of video, made of a progressive clip and coded without loss: the pictures they came from are known to the sample. */
class DeinterlacingIT {
    private static final Path CLIP = Path.of("test-videos", "sintel-splice.mp4");
    private static final int FRAMES = 60;
    private static final String SMALL = "scale=320:180,format=yuv420p";
    private static final String BWDIF = "bwdif=mode=send_frame:parity=auto:deint=";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path clip = CLIP;
    private static List<Luma> film = List.of();

    @BeforeAll
    static void makeFilm() {
        clip = MadeVideo.of(CLIP, 80, FRAMES, shared.resolve("film.mkv"), SMALL);
        film = Luma.of(clip);
    }

    private MediaInfo made(String name, String filters) {
        return MediaProbe.probe(MadeVideo.of(clip, 0, FRAMES, folder.resolve(name), "null" + filters));
    }

    private static MediaInfo deinterlaced(MediaInfo video, String how) {
        return new PictureChoice(how, null, false, null, null).of(video);
    }

    private static double error(Luma picture, Luma other) {
        long sum = 0;
        for (int i = 0; i < picture.samples().length; i++) {
            int difference = picture.samples()[i] - other.samples()[i];
            sum += (long) difference * difference;
        }
        return (double) sum / picture.samples().length;
    }

    /** The film's picture that each frame of its 3:2 pulldown is of: every fourth twice. */
    private static int pulledDown(int frame) {
        return frame / 5 * 4 + List.of(0, 1, 1, 2, 3).get(frame % 5);
    }

    private static double decibels(List<Luma> frames, List<Luma> film) {
        double error = IntStream.range(0, frames.size())
                .mapToDouble(n -> error(frames.get(n), film.get(pulledDown(n))))
                .average()
                .orElseThrow();
        return 10 * Math.log10(255 * 255 / Math.max(error, 1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "top, tff, auto",
        "bottom, bff, auto",
        "top, tff, on",
        "bottom, bff, telecine",
    })
    void telecinedFilmGetsItsPicturesBack(String first, String order, String how) {
        MediaInfo telecined = made("telecined.mkv", ",telecine=first_field=" + first + ":pattern=23,setfield=" + order);
        MediaInfo joined = deinterlaced(telecined, how);
        assertThat(joined.filterChain())
                .isEqualTo("fieldmatch=order=" + order + ":combmatch=full," + BWDIF + "interlaced");
        assertThat(joined.video().geometry().interlaced()).isFalse();
        List<Luma> frames = Luma.of(joined);
        assertThat(frames).hasSize(FRAMES * 5 / 4);
        long whole = IntStream.range(0, frames.size())
                .filter(n -> Arrays.equals(
                        frames.get(n).samples(), film.get(pulledDown(n)).samples()))
                .count();
        assertThat(whole).isGreaterThan(frames.size() * 9L / 10);
        PictureChoice bwdif = new PictureChoice(null, null, false, null, BWDIF + "all");
        assertThat(decibels(frames, film)).isGreaterThan(decibels(Luma.of(bwdif.of(telecined)), film) + 3);
    }

    /** As film is broadcast at 25 frames a second. */
    @Test
    void filmWholeWithinItsFramesIsNotTouched() {
        MediaInfo marked = made("marked.mkv", ",setfield=tff");
        MediaInfo read = deinterlaced(marked, "auto");
        assertThat(read.filterChain()).startsWith("fieldmatch=order=auto:");
        List<Luma> frames = Luma.of(read);
        assertThat(frames).hasSize(FRAMES);
        assertThat(IntStream.range(0, FRAMES)
                        .filter(n -> !Arrays.equals(
                                frames.get(n).samples(), film.get(n).samples())))
                .isEmpty();
    }

    @Test
    void filmAFieldLateIsBroughtBack() {
        MediaInfo late = made("late.mkv", ",phase=mode=t,setfield=tff");
        MediaInfo read = deinterlaced(late, "auto");
        assertThat(read.filterChain()).startsWith("fieldmatch=order=bff:");
        List<Luma> frames = Luma.of(read);
        long whole = IntStream.range(1, FRAMES)
                .filter(n -> error(frames.get(n), film.get(n - 1)) == 0 || error(frames.get(n), film.get(n)) == 0)
                .count();
        assertThat(whole).isGreaterThan(FRAMES * 9L / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "on"})
    void videoIsInterpolated(String how) {
        MediaInfo video = made("video.mkv", ",tinterlace=interleave_top:flags=vlpf,setfield=tff");
        assertThat(deinterlaced(video, how).filterChain()).isEqualTo(BWDIF + (how.equals("on") ? "all" : "interlaced"));
    }

    @Test
    void deepPicturesKeepTheirDepth() {
        MediaInfo deep = made("deep.mkv", ",telecine=pattern=23,setfield=tff,format=yuv420p10le");
        assertThat(deinterlaced(deep, "auto").filterChain()).isEqualTo(BWDIF + "interlaced");
        assertThatThrownBy(() -> deinterlaced(deep, "telecine"))
                .isInstanceOf(JndException.Usage.class)
                .hasMessageContaining("yuv420p10le")
                .hasMessageContaining("use --deinterlace on");
    }
}
