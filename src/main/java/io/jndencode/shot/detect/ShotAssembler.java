package io.jndencode.shot.detect;

import io.jndencode.shot.FrameRange;
import io.jndencode.shot.Shot;
import io.jndencode.shot.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Turns boundaries into shots: drops boundaries that are too close together and splits shots that are too long.
 *
 * <p>Boundaries arrive in frame order, each before the horizon passes it.
 */
final class ShotAssembler {
    private final int minFrames;
    private final int maxFrames;
    private final Deque<Boundary> pending = new ArrayDeque<>();
    private final SplitPlaces places = new SplitPlaces();
    private Boundary open = new Boundary(0, Transition.START, Double.POSITIVE_INFINITY);
    private int shots;

    ShotAssembler(int minFrames, int maxFrames) {
        this.minFrames = minFrames;
        this.maxFrames = maxFrames;
    }

    /** Records how suitable {@code frame} is for a split. */
    void frame(long frame, boolean keyFrame, double difference) {
        places.add(frame, keyFrame, difference);
    }

    void boundary(Boundary boundary) {
        if (boundary.frame() - open.frame() < minFrames) {
            return;
        }
        Boundary last = pending.peekLast();
        if (last == null || boundary.frame() - last.frame() >= minFrames) {
            pending.addLast(boundary);
        } else if (boundary.outranks(last)) {
            pending.removeLast();
            pending.addLast(boundary);
        }
    }

    /** Returns the shots that are final because no boundary before {@code horizon} can arrive any more. */
    List<Shot> closed(long horizon) {
        List<Shot> closed = new ArrayList<>();
        while (true) {
            Boundary next = pending.peekFirst();
            if (next != null && (pending.size() > 1 || next.frame() + minFrames <= horizon)) {
                closeUntil(next, closed);
                pending.removeFirst();
            } else if (next == null && horizon - open.frame() >= (long) maxFrames + minFrames) {
                split(Long.MAX_VALUE, closed);
            } else {
                return closed;
            }
        }
    }

    /** Returns the remaining shots of a video of {@code end} frames. */
    List<Shot> finish(long end) {
        List<Shot> closed = new ArrayList<>();
        if (end == 0) {
            return closed;
        }
        while (!pending.isEmpty()) {
            Boundary next = pending.removeFirst();
            if (end - next.frame() >= minFrames) {
                closeUntil(next, closed);
            }
        }
        closeUntil(new Boundary(end, Transition.CUT, 0), closed);
        return closed;
    }

    private void closeUntil(Boundary next, List<Shot> closed) {
        while (next.frame() - open.frame() > maxFrames) {
            split(next.frame(), closed);
        }
        close(next, closed);
    }

    /** Splits the open shot at the best place, given the next boundary. */
    private void split(long next, List<Shot> closed) {
        long last = Math.min(open.frame() + maxFrames, next - minFrames);
        long first = Math.max(open.frame() + minFrames, last - maxFrames / 4);
        close(new Boundary(places.best(first, last), Transition.SPLIT, 0), closed);
    }

    private void close(Boundary next, List<Shot> closed) {
        closed.add(new Shot(shots++, new FrameRange(open.frame(), next.frame()), open.transition()));
        open = next;
        places.forgetBefore(next.frame());
    }
}
