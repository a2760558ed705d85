package io.jndencode.media.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimestampsTest {
    private static final long NONE = Timestamps.NONE;

    /** Ticks of a millisecond, 25 frames a second. */
    private static Timestamps milliseconds() {
        return new Timestamps(40, 1000, true);
    }

    /** What all of some frames get. */
    private static long[] all(Timestamps timestamps, long... times) {
        long[] given = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            long following = i + 1 < times.length ? times[i + 1] : NONE;
            int known = timestamps.plain(times[i], following) ? 2 : 1 + Timestamps.AHEAD;
            given[i] = timestamps.next(Arrays.copyOfRange(times, i, Math.min(times.length, i + known)), 40);
        }
        return given;
    }

    private static long[] every40(int frames) {
        return LongStream.range(0, frames).map(i -> 40 * i).toArray();
    }

    private static long[] with(long[] times, int at, long... other) {
        long[] changed = times.clone();
        System.arraycopy(other, 0, changed, at, other.length);
        return changed;
    }

    @Test
    void goodTimestampsPassUntouched() {
        Timestamps timestamps = milliseconds();
        long[] times = {-5, 7, 8, 90, 5000, 60_000, 60_001, 200_000, 200_040};
        assertThat(all(timestamps, times)).containsExactly(times);
        assertThat(timestamps.repaired()).isZero();
    }

    @Test
    void anyIncreasingTimestampsPassUntouched() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            long[] times = random.longs(60, 1, round % 2 == 0 ? 100 : 100_000).toArray();
            Arrays.parallelPrefix(times, Long::sum);
            Timestamps timestamps = new Timestamps(40, 1000, false);
            assertThat(all(timestamps, times)).containsExactly(times);
            assertThat(timestamps.repaired()).isZero();
        }
    }

    @Test
    void aWildOneIsMendedAloneWhereverItIs() {
        long[] times = every40(50);
        for (long off : new long[] {600_000, -600_000, 5000, 170, -170}) {
            for (int at = 0; at < times.length; at++) {
                if ((at == 0 && off < 0) || (at == times.length - 1 && off > 0 && off < 10_000)) {
                    continue; // a first frame long before the others, a last one that waits some seconds: nobody can
                    // tell
                }
                Timestamps timestamps = milliseconds();
                assertThat(all(timestamps, with(times, at, times[at] + off)))
                        .as("frame %d off by %d", at, off)
                        .containsExactly(times);
                assertThat(timestamps.repaired()).isEqualTo(1);
                assertThat(timestamps.wild()).isEqualTo(Math.abs(off) > 1000 ? 1 : 0);
            }
        }
    }

    @Test
    void aFewWildOnesTogetherOrApartAreMended() {
        long[] times = every40(50);
        assertThat(all(milliseconds(), with(times, 20, 600_800, 600_840, 600_880)))
                .containsExactly(times);
        assertThat(all(milliseconds(), with(with(times, 20, 600_800), 22, 3))).containsExactly(times);
        assertThat(all(milliseconds(), with(with(times, 0, 600_800), 30, 7_000_000)))
                .containsExactly(times);
    }

    @Test
    void aJumpThatLastsStays() {
        long[] times = every40(50);
        long[] later = times.clone();
        for (int i = 20; i < 50; i++) {
            later[i] += 600_000;
        }
        Timestamps timestamps = milliseconds();
        assertThat(all(timestamps, later)).containsExactly(later);
        assertThat(timestamps.repaired()).isZero();
    }

    @Test
    void aVideoOfUnevenFramesMayEndWithALateOne() {
        long[] times = {0, 40, 90, 200, 230, 600_000};
        assertThat(all(new Timestamps(40, 1000, false), times)).containsExactly(times);
    }

    @Test
    void missingOnesLieEvenlyBetweenTheirNeighboursElseFollowTheFrameBefore() {
        assertThat(all(milliseconds(), 0, NONE, NONE, 60)).containsExactly(0, 20, 40, 60);
        assertThat(all(milliseconds(), NONE, NONE, NONE)).containsExactly(0, 40, 80);
        assertThat(all(milliseconds(), NONE, 40, 80)).containsExactly(0, 40, 80);
    }

    @Test
    void doubledOnesShareTheTimeUpToTheNext() {
        assertThat(all(milliseconds(), 0, 40, 40, 80, 120)).containsExactly(0, 40, 60, 80, 120);
        assertThat(all(milliseconds(), 0, 40, 40, 40, 100, 120)).containsExactly(0, 40, 60, 80, 100, 120);
        assertThat(all(new Timestamps(400, 1_000_000, false), 0, 0, 1000, 1000, 2000, 2000, 2000, 3000))
                .containsExactly(0, 500, 1000, 1500, 2000, 2333, 2666, 3000);
    }

    @Test
    void whereThereIsNoRoomTimeIsCaughtUpWithAsSoonAsThereIs() {
        assertThat(all(new Timestamps(1, 1000, false), 5, 5, 5, 6, 7, 8, 20, 21))
                .containsExactly(5, 6, 7, 8, 9, 10, 20, 21);
    }

    @Test
    void anyTimestampsAtAllComeOutIncreasing() {
        Random random = new Random(2);
        for (int round = 0; round < 300; round++) {
            long[] times = random.longs(80, -50, 50 + 40L * round).toArray();
            long[] given = all(new Timestamps(40, 1000, round % 2 == 0), times);
            for (int i = 1; i < given.length; i++) {
                assertThat(given[i]).isGreaterThan(given[i - 1]);
            }
        }
    }
}
