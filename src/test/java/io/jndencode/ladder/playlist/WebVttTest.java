package io.jndencode.ladder.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.Rational;
import io.jndencode.media.packaging.Cuts;
import io.jndencode.media.packaging.TextTrack;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebVttTest {
    private static final TextTrack TRACK = new TextTrack(
            "subtitles-1",
            "ger",
            "",
            false,
            List.of(new TextTrack.Cue(1, 5.25, "1 < 2 & 3 --> 4\n\nnext"), new TextTrack.Cue(3600.5, 3601, "late")));

    @Test
    void aLineAcrossACutIsInBothPieces() {
        Cuts cuts = new Cuts(new Rational(1, 1), List.of(0L, 4L, 8L, 4000L));
        String cue = "00:00:01.000 --> 00:00:05.250\n1 &lt; 2 &amp; 3 --&gt; 4\n\u00a0\nnext\n";
        assertThat(WebVtt.piece(TRACK, cuts, 0)).endsWith("\n\n" + cue);
        assertThat(WebVtt.piece(TRACK, cuts, 1)).endsWith("\n\n" + cue);
        assertThat(WebVtt.piece(TRACK, cuts, 2))
                .contains("01:00:00.500 --> 01:00:01.000")
                .doesNotContain("next");
    }

    @Test
    void languagesAreInTheTagsOfPlayers() {
        assertThat(List.of("ger", "deu", "eng", "pt-BR", "und", "", "zxx", "chi"))
                .map(TrackName::tag)
                .containsExactly("de", "de", "en", "pt-BR", "", "", "zxx", "zh");
        assertThat(TrackName.unique("", "fre", "Sound", List.of("French"))).isEqualTo("French 2");
        assertThat(TrackName.unique("a \"b\"", "", "Sound", List.of())).isEqualTo("a 'b'");
    }
}
