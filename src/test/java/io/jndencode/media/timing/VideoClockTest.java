package io.jndencode.media.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VideoClockTest {
    private static final int MS = 1000;

    /** The times of packets every 40 ms where these are the source's. */
    private static long[] moved(VideoClock clock, long... times) {
        long[] given = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            int ahead = clock.plain(times[i]) ? 0 : VideoClock.AHEAD;
            long[] following = Arrays.copyOfRange(times, i + 1, Math.min(times.length, i + 1 + ahead));
            clock.next(times[i], 40, following, false);
            given[i] = times[i] + clock.offset();
        }
        return given;
    }

    private static VideoClock restarting() {
        return new VideoClock(true, MS);
    }

    private static long[] every40(long from, int packets) {
        return LongStream.range(0, packets).map(i -> from + 40 * i).toArray();
    }

    private static long[] joined(long[]... parts) {
        return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
    }

    @Test
    void jumpsForwardAndBackAreClosed() {
        VideoClock clock = restarting();
        assertThat(moved(
                        clock,
                        joined(every40(1000, 20), every40(95_000_000, 20), every40(1000, 20), every40(2500, 20))))
                .containsExactly(joined(every40(1000, 60), every40(2500 + 1600, 20)));
        assertThat(clock.jumps()).isEqualTo(2);
    }

    @Test
    void aWrappedCounterGoesOn() {
        long wrap = 1L << 33;
        VideoClock clock = new VideoClock(true, 90_000);
        long[] times = LongStream.range(0, 40)
                .map(i -> Math.floorMod(wrap - 20 * 40 + 40 * i, wrap))
                .toArray();
        assertThat(moved(clock, times))
                .containsExactly(LongStream.range(0, 40)
                        .map(i -> wrap - 20 * 40 + 40 * i)
                        .toArray());
    }

    @Test
    void aFewPacketsAstrayAreNoJump() {
        for (long astray : new long[] {600_000, -600_000, 900_000, -500}) {
            for (int at = 0; at < 38; at++) {
                for (int run = 1; run <= (at == 0 ? 1 : 3); run++) {
                    long[] times = every40(1_000_000, 44);
                    for (int i = at; i < at + run; i++) {
                        times[i] += astray;
                    }
                    VideoClock clock = restarting();
                    moved(clock, times);
                    assertThat(clock.jumps())
                            .as("%d packets from %d on, %d ms", run, at, astray)
                            .isZero();
                    assertThat(clock.offset()).isZero();
                }
            }
        }
    }

    @Test
    void gapsUpToTenSecondsStay() {
        VideoClock clock = restarting();
        long[] times = joined(every40(0, 10), every40(10_300, 10));
        assertThat(moved(clock, times)).containsExactly(times);
    }

    @Test
    void aLongWaitWhileOthersWentOnStays() {
        VideoClock clock = restarting();
        clock.next(0, 40, new long[] {40, 80}, false);
        clock.next(40_000, 40, new long[] {40_040, 40_080, 40_120, 40_160}, true);
        assertThat(clock.jumps()).isZero();
    }

    @Test
    void aClockThatCannotBeginAnewOnlyJumpsBack() {
        long[] times = joined(every40(0, 30), every40(600_000, 30));
        VideoClock clock = new VideoClock(false, MS);
        assertThat(moved(clock, times)).containsExactly(times);
        VideoClock back = new VideoClock(false, MS);
        assertThat(moved(back, joined(every40(0, 50), every40(0, 50)))).containsExactly(every40(0, 100));
        assertThat(back.jumps()).isEqualTo(1);
    }
}
