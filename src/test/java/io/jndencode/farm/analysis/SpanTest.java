package io.jndencode.farm.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.KeyFrames;
import io.jndencode.media.Rational;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A hundred frames of ten ticks, 25 a second, a key frame every ten. */
class SpanTest {
    private static final Rational TICKS = new Rational(1, 250);
    private static final KeyFrames FRAMES = new KeyFrames(
            LongStream.range(0, 100).map(n -> 7 + 10 * n).toArray(),
            LongStream.range(0, 10).map(n -> 7 + 100 * n).toArray(),
            "");

    /** Keys of scans are made of it: it may change only when scans of earlier versions are to be done again. */
    @Test
    void itsSpellingInKeysIsFixed() {
        assertThat(new Span(1, -5, 77, 12).keyText()).isEqualTo("Span[index=1, from=-5, to=77, firstFrame=12]");
    }

    @Test
    void everyPartBeginsWithAKeyFrameAndIsLongEnough() {
        List<Span> spans = Span.cut(FRAMES, TICKS, 1);
        assertThat(spans)
                .containsExactly(
                        new Span(0, 7, 307, 0),
                        new Span(1, 307, 607, 30),
                        new Span(2, 607, 907, 60),
                        new Span(3, 907, Span.END, 90));
    }

    @Test
    void framesBeforeTheFirstKeyFrameBelongToTheFirstPart() {
        KeyFrames late = new KeyFrames(FRAMES.times(), new long[] {107, 607}, "");
        assertThat(Span.cut(late, TICKS, 1)).containsExactly(new Span(0, 7, 607, 0), new Span(1, 607, Span.END, 60));
    }

    @Test
    void aVideoOfOneGroupOfPicturesIsOnePart() {
        KeyFrames one = new KeyFrames(FRAMES.times(), new long[] {7}, "");
        assertThat(Span.cut(one, TICKS, 0)).containsExactly(new Span(0, 7, Span.END, 0));
    }

    @Test
    void theKeyFrameBeforeAFrameIsWhereItsDecoderBegins() {
        assertThat(FRAMES.before(7)).isEqualTo(7);
        assertThat(FRAMES.before(106)).isEqualTo(7);
        assertThat(FRAMES.before(107)).isEqualTo(107);
        assertThat(FRAMES.index(107)).isEqualTo(10);
    }
}
