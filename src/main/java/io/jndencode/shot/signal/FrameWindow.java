package io.jndencode.shot.signal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A bounded window of the latest frames, each with the step from the one before. */
public final class FrameWindow {
    private static final FrameStep NONE = new FrameStep(0, 0, new int[0]);
    /** Mean difference in grey levels below which a frame repeats the previous one (telecine, 5 fps in 25). */
    private static final double REPEATED = 0.25;

    private final int capacity;
    private final MotionSearch search = new MotionSearch();
    private final List<FrameSignature> frames;
    private final List<FrameStep> steps;
    private final NavigableSet<Long> cuts = new TreeSet<>();
    private long end;

    public FrameWindow(int capacity) {
        this.capacity = capacity;
        this.frames = new ArrayList<>(capacity);
        this.steps = new ArrayList<>(capacity);
    }

    public void add(FrameSignature frame) {
        FrameStep step = end == 0 ? NONE : search.step(frame(end - 1), frame);
        if (frames.size() < capacity) {
            frames.add(frame);
            steps.add(step);
        } else {
            frames.set(slot(end), frame);
            steps.set(slot(end), step);
        }
        end++;
        cuts.headSet(start()).clear();
    }

    /** Records that a hard cut lies just before {@code frame}. */
    public void markCut(long frame) {
        cuts.add(frame);
    }

    /** Returns whether a hard cut has been marked in {@code [from, to]}. */
    public boolean hasCut(long from, long to) {
        return !cuts.isEmpty() && !cuts.subSet(from, true, to, true).isEmpty();
    }

    /** Returns the first frame still held. */
    public long start() {
        return Math.max(0, end - capacity);
    }

    /** Returns one past the last frame held. */
    public long end() {
        return end;
    }

    /** Returns the first hard cut after {@code frame}, or {@code limit} if there is none before that. */
    public long cutAfter(long frame, long limit) {
        Long cut = cuts.higher(frame);
        return cut == null ? limit : Math.min(cut, limit);
    }

    /** Returns the last hard cut at or before {@code frame}, or {@code limit} if there is none after that. */
    public long cutBefore(long frame, long limit) {
        Long cut = cuts.floor(frame);
        return cut == null ? limit : Math.max(cut, limit);
    }

    public FrameSignature frame(long index) {
        return frames.get(slot(index));
    }

    /** Returns the difference of a frame from the one before it; zero for the first frame of the video. */
    public FrameStep step(long index) {
        return steps.get(slot(index));
    }

    /** Returns the difference of any two frames in the window, the larger of both directions. */
    public FrameDifference compare(long a, long b) {
        return larger(search.compare(frame(a), frame(b)), search.compare(frame(b), frame(a)));
    }

    /** Does the same as {@link #compare}, but returns null as soon as it is certain that the residual is larger than {@code most}. */
    public @Nullable FrameDifference compareWithin(long a, long b, double most) {
        FrameDifference forward = search.compareWithin(frame(a), frame(b), most);
        if (forward == null) {
            return null;
        }
        FrameDifference backward = search.compareWithin(frame(b), frame(a), most);
        return backward == null ? null : larger(forward, backward);
    }

    private static FrameDifference larger(FrameDifference forward, FrameDifference backward) {
        return new FrameDifference(
                Math.max(forward.residual(), backward.residual()),
                Math.max(forward.unexplained(), backward.unexplained()));
    }

    /** Returns up to {@code count} steps at {@code from}, {@code from + step}, ... that are not repeated frames. */
    public Deque<FrameStep> distinct(long from, int step, int count, int reach) {
        Deque<FrameStep> found = new ArrayDeque<>();
        for (int i = 0; i < reach && found.size() < count; i++) {
            long at = from + (long) i * step;
            if (at <= Math.max(0, start()) || at >= end) {
                break;
            }
            if (step(at).raw() > REPEATED) {
                found.add(step(at));
            }
        }
        return found;
    }

    private int slot(long index) {
        if (index < start() || index > end) {
            throw new IllegalArgumentException("frame " + index + " is not among " + start() + " to " + end);
        }
        return (int) (index % capacity);
    }
}
