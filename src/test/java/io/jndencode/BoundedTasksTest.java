package io.jndencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedTasksTest {
    @Test
    void doesEveryTaskAndCanGoOnAfterwards() {
        ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
        try (BoundedTasks tasks = new BoundedTasks("test", "testing", 3, 5)) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 50; i++) {
                    int number = 50 * round + i;
                    tasks.submit("number " + number, () -> done.add(number));
                }
                tasks.finish();
                assertThat(done).hasSize(50 * (round + 1)).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void theSubmitterWaitsWhileAllPlacesAreTaken() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch third = new CountDownLatch(1);
        try (BoundedTasks tasks = new BoundedTasks("test", "testing", 1, 2)) {
            Thread submitter = new Thread(() -> {
                for (int i = 0; i < 3; i++) {
                    tasks.submit("a task", () -> await(gate));
                }
                third.countDown();
            });
            submitter.start();
            while (submitter.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertThat(third.getCount()).isEqualTo(1);
            gate.countDown();
            third.await();
            tasks.finish();
        }
    }

    @Test
    void theLongestOfThoseThatWaitBeginFirstOnceNoOthersCome() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();
        try (BoundedTasks tasks = new BoundedTasks("test", "testing", 1, 10)) {
            tasks.submit("one that runs", 1, () -> await(gate));
            tasks.submit("short", 2, () -> begun.add("short"));
            tasks.submit("long", 9, () -> begun.add("long"));
            tasks.submit("middling", 5, () -> begun.add("middling"));
            tasks.submit("as long", 9, () -> begun.add("as long"));
            Thread finisher = new Thread(tasks::finish);
            finisher.start();
            while (finisher.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            gate.countDown();
            finisher.join();
            assertThat(begun).containsExactly("long", "as long", "middling", "short");
        }
    }

    @Test
    void tasksBeginInTheirOrderWhileOthersMayCome() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2);
        ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();
        try (BoundedTasks tasks = new BoundedTasks("test", "testing", 1, 10)) {
            tasks.submit("one that runs", 1, () -> await(gate));
            for (int length : new int[] {2, 9}) {
                tasks.submit("of length " + length, length, () -> {
                    begun.add("of length " + length);
                    done.countDown();
                });
            }
            gate.countDown();
            done.await();
            assertThat(begun).containsExactly("of length 2", "of length 9");
        }
    }

    @Test
    void theFirstFailureInterruptsTheOthersAndIsTheOneThrown() {
        CountDownLatch both = new CountDownLatch(2);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicInteger later = new AtomicInteger();
        try (BoundedTasks tasks = new BoundedTasks("test", "testing", 2, 10)) {
            tasks.submit("the one that waits", () -> {
                both.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                    throw new IllegalStateException("a consequence", e);
                }
            });
            tasks.submit("the one that fails", () -> {
                both.countDown();
                await(both);
                throw new IOException("no such thing");
            });
            assertThatThrownBy(() -> {
                        tasks.finish();
                        tasks.submit("too late", later::incrementAndGet);
                    })
                    .isInstanceOf(JndException.Encode.class)
                    .hasMessage("the one that fails failed: no such thing");
        }
        assertThat(interrupted).isTrue();
        assertThat(later).hasValue(0);
    }

    @Test
    void anErrorOfTheMachineNamesTheTask() {
        try (BoundedTasks tasks = new BoundedTasks("test", "testing", 1, 1)) {
            tasks.submit("the large one", () -> {
                throw new OutOfMemoryError("none left");
            });
            assertThatThrownBy(tasks::finish)
                    .isInstanceOf(JndException.Encode.class)
                    .hasMessageContaining("not enough memory for the large one");
        }
    }

    @Test
    void anInterruptOfTheSubmitterIsToldAndStays() {
        try (BoundedTasks tasks = new BoundedTasks("test", "testing", 1, 1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> tasks.submit("never", () -> {}))
                    .isInstanceOf(JndException.Interrupted.class)
                    .hasMessage("interrupted while testing");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
