package io.jndencode.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimestampsTest {
    @Test
    void goodTimestampsPassUntouched() {
        Timestamps timestamps = new Timestamps(10);
        assertThat(new long[] {timestamps.next(-5, 0), timestamps.next(7, 10), timestamps.next(8, 10)})
                .containsExactly(-5, 7, 8);
        assertThat(timestamps.repaired()).isZero();
    }

    @Test
    void missingOnesFollowTheFrameDurationElseTheNominalOne() {
        Timestamps timestamps = new Timestamps(10);
        assertThat(timestamps.next(Timestamps.NONE, 0)).isZero();
        assertThat(timestamps.next(Timestamps.NONE, 0)).isEqualTo(10);
        assertThat(timestamps.next(Timestamps.NONE, 4)).isEqualTo(14);
        assertThat(timestamps.repaired()).isEqualTo(3);
    }

    @Test
    void duplicatesAndStepsBackBecomeOneTickLater() {
        Timestamps timestamps = new Timestamps(10);
        assertThat(timestamps.next(20, 0)).isEqualTo(20);
        assertThat(timestamps.next(20, 10)).isEqualTo(21);
        assertThat(timestamps.next(3, 10)).isEqualTo(22);
        assertThat(timestamps.next(30, 10)).isEqualTo(30);
        assertThat(timestamps.repaired()).isEqualTo(2);
    }
}
