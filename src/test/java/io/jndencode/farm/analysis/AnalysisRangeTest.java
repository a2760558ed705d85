package io.jndencode.farm.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.Rational;
import io.jndencode.media.input.KeyFrames;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A hundred frames of ten ticks, 25 a second, a key frame every ten. */
class AnalysisRangeTest {
    private static final Rational TICKS = new Rational(1, 250);
    private static final KeyFrames FRAMES = new KeyFrames(
            LongStream.range(0, 100).map(n -> 7 + 10 * n).toArray(),
            LongStream.range(0, 10).map(n -> 7 + 100 * n).toArray(),
            "");

    /** Keys of scans are made of it: it may change only when scans of earlier versions are to be done again. */
    @Test
    void itsSpellingInKeysIsFixed() {
        assertThat(new AnalysisRange(1, -5, 77, 12).keyText())
                .isEqualTo("Span[index=1, from=-5, to=77, firstFrame=12]");
    }

    @Test
    void everyPartBeginsWithAKeyFrameAndIsLongEnough() {
        List<AnalysisRange> spans = AnalysisRange.cut(FRAMES, TICKS, 1);
        assertThat(spans)
                .containsExactly(
                        new AnalysisRange(0, 7, 307, 0),
                        new AnalysisRange(1, 307, 607, 30),
                        new AnalysisRange(2, 607, 907, 60),
                        new AnalysisRange(3, 907, AnalysisRange.END, 90));
    }

    @Test
    void framesBeforeTheFirstKeyFrameBelongToTheFirstPart() {
        KeyFrames late = new KeyFrames(FRAMES.times(), new long[] {107, 607}, "");
        assertThat(AnalysisRange.cut(late, TICKS, 1))
                .containsExactly(new AnalysisRange(0, 7, 607, 0), new AnalysisRange(1, 607, AnalysisRange.END, 60));
    }

    @Test
    void aVideoOfOneGroupOfPicturesIsOnePart() {
        KeyFrames one = new KeyFrames(FRAMES.times(), new long[] {7}, "");
        assertThat(AnalysisRange.cut(one, TICKS, 0)).containsExactly(new AnalysisRange(0, 7, AnalysisRange.END, 0));
    }

    @Test
    void theKeyFrameBeforeAFrameIsWhereItsDecoderBegins() {
        assertThat(FRAMES.before(7)).isEqualTo(7);
        assertThat(FRAMES.before(106)).isEqualTo(7);
        assertThat(FRAMES.before(107)).isEqualTo(107);
        assertThat(FRAMES.index(107)).isEqualTo(10);
    }
}
