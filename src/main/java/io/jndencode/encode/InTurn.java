package io.jndencode.encode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Passes on the events of jobs that run at once as if they ran one after the other: those of a job wait until all jobs before it are done. */
public final class InTurn {
    private final List<Deque<Runnable>> waiting;
    private final boolean[] done;
    private int turn;

    /** @param jobs how many there are */
    public InTurn(int jobs) {
        this.waiting = Stream.generate(() -> (Deque<Runnable>) new ArrayDeque<Runnable>())
                .limit(jobs)
                .toList();
        this.done = new boolean[jobs];
    }

    /** Tells an event of a job, now or when it is that job's turn. */
    public synchronized void tell(int job, Runnable event) {
        if (job == turn) {
            event.run();
        } else {
            waiting.get(job).add(event);
        }
    }

    /** Tells an event that means nothing later, or drops it. */
    public synchronized void tellNow(int job, Runnable event) {
        if (job == turn) {
            event.run();
        }
    }

    /** A job has no more events. */
    public synchronized void done(int job) {
        done[job] = true;
        while (turn < done.length && done[turn]) {
            turn++;
            while (turn < done.length && !waiting.get(turn).isEmpty()) {
                waiting.get(turn).remove().run();
            }
        }
    }
}
