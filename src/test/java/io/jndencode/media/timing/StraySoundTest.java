package io.jndencode.media.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Packets of 20 ms in ticks of a millisecond. */
class StraySoundTest {
    private static final long STEP = 20;

    private static long[] steady(int packets) {
        return LongStream.range(0, packets).map(i -> i * STEP).toArray();
    }

    /** What the times become. */
    private static long[] mended(long... times) {
        StraySound sound = new StraySound(1000);
        long[] result = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            int end = Math.min(times.length, i + 1 + StraySound.AHEAD);
            long[] following = sound.plain(times[i]) ? new long[0] : Arrays.copyOfRange(times, i + 1, end);
            result[i] = sound.next(times[i], STEP, following, end == times.length);
        }
        return result;
    }

    private static long[] with(long[] times, int from, int to, long later) {
        long[] changed = times.clone();
        for (int i = from; i < to; i++) {
            changed[i] += later;
        }
        return changed;
    }

    @Test
    void oneFarOffIsSetToFollowOnWhereverItIs() {
        long[] right = steady(50);
        for (int which : new int[] {0, 1, 20, 48, 49}) {
            for (long later : new long[] {600_000, 20_000, -600_000}) {
                assertThat(mended(with(right, which, which + 1, later)))
                        .as("packet %d, %d ms", which, later)
                        .containsExactly(right);
            }
        }
    }

    @Test
    void allThatATransportStreamPutsUnderOneWildTimeAreMended() {
        long[] right = steady(100);
        assertThat(mended(with(right, 30, 62, 294_000))).containsExactly(right);
    }

    @Test
    void whatLastsIsNoStray() {
        long[] jump = with(steady(80), 30, 80, 600_000);
        assertThat(mended(jump)).containsExactly(jump);
        long[] back = with(steady(80), 30, 80, -400);
        assertThat(mended(back)).containsExactly(back);
        long[] pause = with(steady(80), 1, 80, 8_000);
        assertThat(mended(pause)).containsExactly(pause);
    }

    /** Its packets take their time: what comes after it is later by its length than what was due. */
    @Test
    void aRecordingPutIntoAnotherIsNoStray() {
        long[] times = new long[150];
        for (int i = 0; i < times.length; i++) {
            times[i] = i < 40 ? i * STEP : i < 100 ? 600_000 + i * STEP : (i - 60) * STEP;
        }
        assertThat(mended(times)).containsExactly(times);
    }

    @Test
    void ofTwoTimesFarApartTheOneThatWasDueIsRight() {
        StraySound sound = new StraySound(1000);
        sound.next(0, STEP, new long[] {20, 40}, false);
        assertThat(sound.apart(20, 20)).isFalse();
        assertThat(sound.apart(20, Timestamps.NONE)).isFalse();
        assertThat(sound.apart(600_000, 20)).isTrue();
        assertThat(sound.chosen(600_000, 20)).isEqualTo(20);
        assertThat(sound.chosen(20, 600_000)).isEqualTo(20);
        assertThat(sound.mended()).isEqualTo(2);
        assertThat(sound.furthestSeconds()).isEqualTo(599.98);
    }
}
