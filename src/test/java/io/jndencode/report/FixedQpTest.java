package io.jndencode.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jndencode.plan.sidecar.Sidecar;
import io.jndencode.plan.sidecar.SidecarShot;
import org.junit.jupiter.api.Test;

class FixedQpTest {
    @Test
    void bitsOfCoarserShotsGrowByTheSlopeTowardsTheFinest() {
        Sidecar sidecar = Jobs.encoded("in.mp4", 2);
        SidecarShot fine = sidecar.shots().get(0);
        SidecarShot coarse = sidecar.shots().get(1);
        assertThat(coarse.qp() - fine.qp()).isEqualTo(7);
        FixedQp fixed = FixedQp.of(sidecar.shots());
        assertThat(fixed.qp()).isEqualTo(fine.qp());
        assertThat(fixed.own()).isEqualTo(20_037);
        assertThat(fixed.bytes()).isCloseTo(10_000 + 10_037 * Math.pow(2, 7 * 0.157), within(1e-6));
        assertThat(fixed.low()).isLessThan(fixed.bytes());
        assertThat(fixed.high()).isGreaterThan(fixed.bytes());
    }

    @Test
    void shotsOfOneQpSaveNothing() {
        FixedQp fixed = FixedQp.of(Jobs.encoded("in.mp4", 1).shots());
        assertThat(fixed.bytes()).isEqualTo((double) fixed.own());
    }
}
