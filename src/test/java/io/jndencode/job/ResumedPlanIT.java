package io.jndencode.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jndencode.JndException;
import io.jndencode.encode.Progress;
import io.jndencode.encode.Resources;
import io.jndencode.plan.PlannedShot;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What plans and main jobs for the same output take over from each other. */
class ResumedPlanIT extends ResumableJob {
    private void interruptedPlan() {
        Thread job = Thread.currentThread();
        assertThatThrownBy(() -> plan(PLAIN, event -> {
                    if (event instanceof Progress.Planned shot
                            && shot.shot().shot().index() == 2) {
                        job.interrupt();
                    }
                }))
                .isInstanceOf(JndException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedPlanIsGoneOnFrom() throws IOException {
        List<PlannedShot> undisturbed = plan(PLAIN, event -> {}).plan().shots();
        assertThat(workFolder()).doesNotExist();
        interruptedPlan();
        assertThat(judged()).isGreaterThanOrEqualTo(3);
        assertThat(plan(PLAIN, event -> {}).plan().shots()).isEqualTo(undisturbed);
        assertThat(workFolder()).doesNotExist();
    }

    @Test
    void theMainJobGoesOnFromAPlan() throws IOException {
        run(PLAIN);
        byte[] undisturbed = bytes();
        interruptedPlan();
        long before = judged();
        run(KEEP);
        assertThat(bytes()).isEqualTo(undisturbed);
        assertThat(judged())
                .as("shots noted by both")
                .isEqualTo(events.stream()
                        .filter(Progress.Planned.class::isInstance)
                        .count());
        assertThat(before).isPositive();
        run(new Resources(2, null, false, false));
        plan(KEEP, event -> {});
        run(PLAIN);
        assertThat(events.stream().filter(Progress.FramesRead.class::isInstance).count())
                .as("reports of an analysis that is remembered whole")
                .isEqualTo(1);
        assertThat(bytes()).isEqualTo(undisturbed);
    }

    @Test
    void aPlanLeavesTheSegmentsOfAnInterruptedEncodeAlone() {
        run(KEEP);
        plan(PLAIN, event -> {});
        run(PLAIN);
        assertThat(encoded(false)).isZero();
    }
}
