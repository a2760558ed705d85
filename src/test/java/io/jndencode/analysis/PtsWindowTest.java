package io.jndencode.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PtsWindowTest {
    @Test
    void everyTimestampComesOutOnceAndInItsPlace() {
        PtsWindow window = new PtsWindow();
        long added = 0;
        long taken = 0;
        for (int length : new int[] {1, 700, 3, 2000, 512}) {
            for (; added < taken + length + 40; added++) {
                window.add(1001 * added + 7);
            }
            assertThat(window.end()).isEqualTo(added);
            assertThat(window.at(taken + length)).isEqualTo(1001 * (taken + length) + 7);
            long[] pts = window.take(taken, taken + length);
            assertThat(pts).hasSize(length).startsWith(1001 * taken + 7).isSorted();
            taken += length;
        }
    }
}
