package io.jndencode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs tasks on a few threads with a bounded queue. The first failure stops the other tasks and is thrown to the submitter; tasks that had
 * not started by then are dropped. They start in the order in which they came, until no others come.
 *
 * <p>Only one thread at a time may submit and finish. {@link #close} interrupts the running tasks and waits for them, so that what they use
 * can be freed afterwards.
 */
public final class BoundedTasks implements AutoCloseable {
    private final String work;
    private final int places;
    private final ThreadPoolExecutor threads;
    private final Semaphore room;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    @FunctionalInterface
    public interface Task {
        void run() throws IOException;
    }

    /**
     * Creates the threads, still idle.
     *
     * @param thread name of each thread
     * @param work what the tasks do, as the end of the sentence {@code interrupted while}
     * @param count number of threads
     * @param places number of tasks that may be running or waiting before {@link #submit} blocks
     */
    public BoundedTasks(String thread, String work, int count, int places) {
        this.work = work;
        this.places = places;
        this.threads = new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> new Thread(task, thread));
        this.room = new Semaphore(places);
    }

    /**
     * Submits a task. Blocks while the queue is full, and throws the failure of an earlier task if there was one.
     *
     * @param what description of the task for the message of a virtual machine error, e.g. {@code encoding shot 3 of film.mp4}
     */
    public void submit(String what, Task task) {
        submit(what, 0, task);
    }

    /** Does the same as {@link #submit(String, Task)} for a task of some length, in any unit, which {@link #finish} goes by. */
    public void submit(String what, long length, Task task) {
        take(1);
        threads.execute(new Submitted(length, () -> run(what, task)));
    }

    /** A task with its length. */
    private record Submitted(long length, Runnable task) implements Runnable {
        @Override
        public void run() {
            task.run();
        }
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

    /** Records the first failure and stops the other tasks; their own failures are only consequences of it. */
    private void fail(RuntimeException cause) {
        if (failure.compareAndSet(null, cause)) {
            running.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
        }
    }

    /** Throws the first failure of a task, if there was one. */
    public void check() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /** Returns whether a task waits for a thread. */
    public boolean anyWaiting() {
        return !threads.getQueue().isEmpty();
    }

    /**
     * Waits until every task has ended; throws the first failure of a task, if there was one. No others come, so of those that still wait the
     * longest begin first: a long one that began last would keep one thread busy and the others idle.
     */
    public void finish() {
        List<Runnable> waiting = new ArrayList<>();
        threads.getQueue().drainTo(waiting);
        waiting.sort(Comparator.comparingLong(task -> -((Submitted) task).length()));
        threads.getQueue().addAll(waiting);
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
