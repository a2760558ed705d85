package io.jndencode.encode.shot;

import static org.assertj.core.api.Assertions.assertThat;

import io.jndencode.media.segment.ExpectedFrames;
import io.jndencode.shot.FrameRange;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ShotProbeTest {
    @Test
    void runsLieInTheShotAndCostAtMostAQuarterOfIt() {
        for (int length = 1; length < 400; length++) {
            FrameRange shot = new FrameRange(100, 100 + length);
            long frames = 0;
            long end = shot.start();
            for (FrameRange run : ShotProbe.runs(shot)) {
                assertThat(run.start()).isGreaterThanOrEqualTo(end);
                end = run.end();
                frames += run.length();
            }
            assertThat(end).isLessThanOrEqualTo(shot.end());
            assertThat(4 * frames).isLessThanOrEqualTo(length);
        }
        assertThat(ShotProbe.runs(new FrameRange(0, 15))).isEmpty();
        assertThat(ShotProbe.runs(new FrameRange(10, 30))).containsExactly(new FrameRange(18, 22));
        assertThat(ShotProbe.runs(new FrameRange(0, 40)))
                .containsExactly(new FrameRange(8, 12), new FrameRange(28, 32));
        assertThat(ShotProbe.runs(new FrameRange(0, 1000))).hasSize(4);
    }

    @Test
    void aPieceOfAShotHasItsFramesTimes() {
        FrameRange shot = new FrameRange(10, 14);
        ExpectedFrames known = new ExpectedFrames.Exactly(new long[] {5, 6, 8, 9});
        ExpectedFrames piece = new Chunk(shot, known, new FrameRange(11, 13)).frames();
        assertThat(piece.count()).isEqualTo(2);
        assertThat(piece.pts(1)).hasValue(8);
        assertThat(Chunk.whole(shot, known).frames()).isSameAs(known);
        ExpectedFrames counted = new ExpectedFrames.Counted(4, OptionalLong.of(5));
        assertThat(new Chunk(shot, counted, new FrameRange(11, 13)).frames().pts(0))
                .isEmpty();
    }
}
