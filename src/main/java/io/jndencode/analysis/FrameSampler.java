package io.jndencode.analysis;

import io.jndencode.analysis.DetectedShot.Sample;
import io.jndencode.shot.FrameRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the frames of a shot for the model while the shot is still open.
 *
 * <p>The end of a shot is known only later, so every few frames a candidate is kept as a small picture. When the older candidates become too
 * many, every second one is dropped and the stride doubles, while those that a shot not yet found may need are kept. The samples of a final
 * shot are the candidates nearest to the middles of its equal parts: well inside, away from transitions. The choice depends on frame
 * numbers alone, so the same video gives the same frames. Not thread-safe.
 *
 * @param <P> type of a picture
 */
public final class FrameSampler<P> {
    /** Seconds per sample: a shot up to this long gets one frame, up to twice as long two, longer ones three. */
    private static final double SECONDS_PER_SAMPLE = 1.5;

    /** Most old candidates kept before they are thinned out. */
    private static final int OLD_CANDIDATES = 12;

    private final List<Sample<P>> candidates = new ArrayList<>();
    private final int mostSamples;
    private final double frameRate;
    private final int stride;
    private final int recent;
    private int lag;
    private @Nullable P waiting;
    private Consumer<P> unwanted = picture -> {};

    /**
     * Highest frame rate at which motion is measured between neighbours: the frames compared are a thirtieth to a twentieth of a second
     * apart, as in training.
     */
    private static final double FASTEST_RATE = 31;

    /**
     * Creates a sampler.
     *
     * @param mostSamples most frames per shot, from 1
     * @param frameRate frames per second
     * @param shortestShot length of the shortest possible shot, in frames
     * @param delay most frames after which the beginning of a shot is known
     */
    public FrameSampler(int mostSamples, double frameRate, int shortestShot, int delay) {
        this.mostSamples = mostSamples;
        this.frameRate = frameRate;
        // Two thirds of the shortest shot: every shot has a candidate that is not its first frame, and scaling stays
        // cheap beside decoding.
        this.stride = Math.max(1, Math.min(12, shortestShot * 2 / 3));
        this.recent = delay + shortestShot;
    }

    /** Also keeps the frame before every candidate (two before at 60 frames per second). To be called before the first frame. */
    public FrameSampler<P> lookingBack() {
        lag = lag(frameRate);
        return this;
    }

    /** Passes every picture that was created but will not be used to the sink. To be called before the first frame. */
    public FrameSampler<P> discarding(Consumer<P> sink) {
        unwanted = sink;
        return this;
    }

    /** Returns the distance in frames over which motion is measured at a frame rate. */
    public static int lag(double frameRate) {
        return (int) Math.max(1, Math.ceil(frameRate / FASTEST_RATE));
    }

    /**
     * Offers the next frame.
     *
     * @param frame index of the frame, ascending
     * @param picture creates the picture; called only for candidates and, when looking back, for the frames before them
     */
    public void push(long frame, Supplier<P> picture) {
        @Nullable P image = null;
        if (frame % every() == 0) {
            image = picture.get();
            candidates.add(new Sample<>(frame, image, waiting));
            waiting = null;
            thin(frame - recent);
        }
        if (lag > 0 && (frame + lag) % every() == 0) {
            waiting = image == null ? picture.get() : image;
        }
    }

    /** Returns the frames between candidates: enough that only one frame at a time waits for its successor. */
    private int every() {
        return Math.max(stride, lag);
    }

    private void thin(long before) {
        int old = 0;
        while (old < candidates.size() && candidates.get(old).frame() < before) {
            old++;
        }
        if (old <= OLD_CANDIDATES) {
            return;
        }
        long coarser = coarser(old);
        List<Sample<P>> dropped = candidates.subList(0, old).stream()
                .filter(candidate -> candidate.frame() % coarser != 0)
                .toList();
        drop(dropped, List.of());
    }

    /** Discards candidates, and reports those of their pictures that no other candidate holds. */
    private void drop(List<Sample<P>> dropped, List<Sample<P>> taken) {
        candidates.removeAll(dropped);
        Set<P> held = Collections.newSetFromMap(new IdentityHashMap<>());
        candidates.forEach(candidate -> candidate.each(held::add));
        taken.forEach(sample -> sample.each(held::add));
        if (waiting != null) {
            held.add(waiting);
        }
        dropped.forEach(candidate -> candidate.each(picture -> {
            if (held.add(picture)) {
                unwanted.accept(picture);
            }
        }));
    }

    private long coarser(int old) {
        long coarser = 2L * every();
        while (inStride(old, coarser) > OLD_CANDIDATES / 2) {
            coarser *= 2;
        }
        return coarser;
    }

    private long inStride(int old, long coarser) {
        return candidates.subList(0, old).stream()
                .filter(c -> c.frame() % coarser == 0)
                .count();
    }

    /** Returns the samples of a final shot, 1 to 3, in order, and discards everything before the shot's end. */
    public List<Sample<P>> take(FrameRange shot) {
        List<Sample<P>> inside =
                candidates.stream().filter(c -> shot.contains(c.frame())).toList();
        List<Sample<P>> moving = inside.stream()
                .filter(c -> c.previous() != null && shot.contains(c.frame() - lag))
                .toList();
        List<Sample<P>> taken;
        if (!moving.isEmpty()) {
            taken = chosen(shot, moving);
        } else {
            taken = still(inside.isEmpty() ? nearest(shot) : chosen(shot, inside));
        }
        List<Sample<P>> dropped = new ArrayList<>(
                candidates.stream().filter(c -> c.frame() < shot.end()).toList());
        dropped.addAll(letGo(shot.end(), taken));
        drop(dropped, taken);
        return taken;
    }

    /**
     * Detaches previous frames that belong to the closed shot from the candidates after it, because the receiver of the shot's pictures may
     * free them first; returns the detached frames.
     */
    private List<Sample<P>> letGo(long end, List<Sample<P>> taken) {
        List<Sample<P>> before = new ArrayList<>();
        candidates.replaceAll(candidate -> {
            P previous = candidate.previous();
            if (previous == null || candidate.frame() < end || candidate.frame() - lag >= end) {
                return candidate;
            }
            before.add(new Sample<>(candidate.frame() - lag, previous, null));
            return candidate.still();
        });
        P next = waiting;
        if (next != null && taken.stream().anyMatch(sample -> sample.holds(next))) {
            waiting = null;
        }
        return before;
    }

    /** Returns the samples without their previous frames, which belong to another shot. */
    private static <P> List<Sample<P>> still(List<Sample<P>> taken) {
        return taken.stream().map(Sample::still).toList();
    }

    private List<Sample<P>> chosen(FrameRange shot, List<Sample<P>> inside) {
        int count = count(shot.length());
        List<Sample<P>> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double wanted = shot.start() + shot.length() * (2 * i + 1) / (2.0 * count) - 0.5;
            Sample<P> best = inside.get(0);
            for (Sample<P> candidate : inside) {
                if (Math.abs(candidate.frame() - wanted) < Math.abs(best.frame() - wanted)) {
                    best = candidate;
                }
            }
            if (!chosen.contains(best)) {
                chosen.add(best);
            }
        }
        return chosen;
    }

    /** Returns how many frames a shot of this length is judged by. */
    int count(long length) {
        double samples = Math.ceil(length / (frameRate * SECONDS_PER_SAMPLE));
        return (int) Math.max(1, Math.min(mostSamples, samples));
    }

    /** Returns the nearest candidate, for a shot shorter than the minimum at the end of a list made by hand. */
    private List<Sample<P>> nearest(FrameRange shot) {
        Sample<P> best = null;
        for (Sample<P> candidate : candidates) {
            if (best == null || distance(shot, candidate) < distance(shot, best)) {
                best = candidate;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no frame was offered for the shot at " + shot);
        }
        return List.of(best);
    }

    private static long distance(FrameRange shot, Sample<?> candidate) {
        return candidate.frame() < shot.start() ? shot.start() - candidate.frame() : candidate.frame() - shot.end() + 1;
    }
}
