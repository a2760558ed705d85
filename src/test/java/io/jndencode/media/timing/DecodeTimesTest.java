package io.jndencode.media.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DecodeTimesTest {
    @Test
    void evenFramesGetTheTimesOfAnEncodeInOnePiece() {
        DecodeTimes times = new DecodeTimes(2, 200);
        times.append(new long[] {0, 100, 200});
        assertThat(List.of(times.next(), times.next(), times.next())).containsExactly(-200L, -100L, 0L);
        times.append(new long[] {300, 400});
        assertThat(List.of(times.next(), times.next())).containsExactly(100L, 200L);
    }

    @Test
    void withoutReorderingFramesAreDecodedWhenTheyAreShown() {
        DecodeTimes times = new DecodeTimes(0, 0);
        times.append(new long[] {7, 9});
        assertThat(List.of(times.next(), times.next())).containsExactly(7L, 9L);
    }

    /** Runs of random length and spacing, each reordered as far as the depth allows. */
    @RepeatedTest(50)
    void decodingIsStrictlyInOrderAndNeverLaterThanShowing(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int depth = random.nextInt(4);
        DecodeTimes times = new DecodeTimes(depth, random.nextInt(500));
        long clock = random.nextInt(2000) - 1000L;
        long last = Long.MIN_VALUE;
        for (int run = 0; run < 6; run++) {
            long[] pts = new long[1 + random.nextInt(12)];
            for (int i = 0; i < pts.length; i++) {
                pts[i] = clock;
                clock += 1 + random.nextInt(random.nextBoolean() ? 3 : 400);
            }
            times.append(pts);
            for (int frame : reordered(pts.length, depth, random)) {
                long time = times.next();
                assertThat(time).isGreaterThan(last).isLessThanOrEqualTo(pts[frame]);
                last = time;
            }
        }
    }

    /** An order in which no frame comes more than {@code depth} places after its own. */
    private static List<Integer> reordered(int frames, int depth, Random random) {
        List<Integer> order = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            left.add(i);
        }
        while (!left.isEmpty()) {
            boolean due = left.get(0) + depth <= order.size();
            order.add(left.remove(due || order.isEmpty() ? 0 : random.nextInt(left.size())));
        }
        return order;
    }
}
