package io.jndencode;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tasks on a few threads, of which only so many may wait. The first failure stops the others and is the one the submitter gets; tasks that
 * had not begun by then are left out.
 *
 * <p>One thread at a time submits and finishes. Closing interrupts what still runs and waits for it, so that what the tasks use may be
 * freed afterwards.
 */
public final class BoundedTasks implements AutoCloseable {
    private final String work;
    private final int places;
    private final ExecutorService threads;
    private final Semaphore room;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    /** One task. */
    @FunctionalInterface
    public interface Task {
        void run() throws IOException;
    }

    /**
     * Threads without a task yet.
     *
     * @param thread name of each thread
     * @param work what all tasks do, as it ends the sentence {@code interrupted while}
     * @param count of threads
     * @param places tasks that may be running or waiting before the submitter waits
     */
    public BoundedTasks(String thread, String work, int count, int places) {
        this.work = work;
        this.places = places;
        this.threads = Executors.newFixedThreadPool(count, task -> new Thread(task, thread));
        this.room = new Semaphore(places);
    }

    /**
     * Hands a task over; waits while too many are waiting; throws what an earlier one failed with.
     *
     * @param what the task does, for the message of an error of the virtual machine, e.g. {@code encoding shot 3 of film.mp4}
     */
    public void submit(String what, Task task) {
        take(1);
        threads.execute(() -> run(what, task));
    }

    private void run(String what, Task task) {
        running.add(Thread.currentThread());
        try {
            if (failure.get() == null) {
                task.run();
            }
        } catch (RuntimeException e) {
            fail(e);
        } catch (IOException e) {
            fail(new JndException.Encode(what + " failed: " + e.getMessage(), e));
        } catch (Error e) {
            fail(MachineError.of(e, what));
        } finally {
            running.remove(Thread.currentThread());
            room.release();
        }
    }

    /** Keeps the first failure and stops the other tasks, whose own failures are then its consequences. */
    private void fail(RuntimeException cause) {
        if (failure.compareAndSet(null, cause)) {
            running.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
        }
    }

    /** Throws what a task failed with, if one has. */
    public void check() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Waits until every task has ended; throws what one failed with. */
    public void finish() {
        take(places);
        room.release(places);
    }

    private void take(int count) {
        try {
            room.acquire(count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JndException.Interrupted("interrupted while " + work);
        }
        check();
    }

    @Override
    public void close() {
        Workers.end(threads);
    }
}
