package io.jndencode.shot.signal;

import io.jndencode.shot.FrameRange;
import io.jndencode.shot.ShotStatistics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Collects the per-frame values averaged in {@link ShotStatistics} until the frame's shot is known. */
public final class FrameStatisticsLog {
    private static final int BLOCK = MotionSearch.BLOCK;
    private static final int COLUMNS = FrameSignature.WIDTH / BLOCK;
    private static final int BLOCKS = COLUMNS * (FrameSignature.HEIGHT / BLOCK);

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long first;

    /**
     * The values of one frame.
     *
     * @param explained one value per block, see {@link TemporalReuse}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(double texture, double luma, double change, double residual, byte[] explained) {}

    /** Adds the next frame and its difference from the previous one. */
    public void add(FrameSignature frame, FrameStep step) {
        double pixels = BLOCK * BLOCK;
        byte[] explained = new byte[BLOCKS];
        double texture = 0;
        for (int i = 0; i < BLOCKS; i++) {
            double variance =
                    variance(frame.samples(), i / COLUMNS * BLOCK * FrameSignature.WIDTH + i % COLUMNS * BLOCK);
            texture += Math.sqrt(Math.sqrt(1 + pixels * variance));
            if (step.costs().length > 0) {
                explained[i] = TemporalReuse.explained(step.costs()[i] / pixels, variance);
            }
        }
        entries.addLast(new Entry(texture / BLOCKS, frame.mean(), step.raw(), step.residual(), explained));
    }

    /** Returns the statistics of a shot, and discards its frames and all earlier ones. */
    public ShotStatistics take(FrameRange shot) {
        for (; first < shot.start(); first++) {
            entries.removeFirst();
        }
        List<Entry> frames = new ArrayList<>();
        for (; first < shot.end(); first++) {
            frames.add(entries.removeFirst());
        }
        List<Entry> followers = frames.subList(1, frames.size()); // the first step compares with another shot
        return new ShotStatistics(
                mean(frames, Entry::texture),
                mean(frames, Entry::luma),
                mean(followers, Entry::change),
                mean(followers, Entry::residual),
                mean(followers, entry -> TemporalReuse.mean(entry.explained())),
                TemporalReuse.mean(followers.stream().map(Entry::explained).toList(), BLOCKS));
    }

    private static double mean(List<Entry> entries, ToDoubleFunction<Entry> figure) {
        return entries.stream().mapToDouble(figure).average().orElse(0);
    }

    private static double variance(byte[] samples, int from) {
        int sum = 0;
        int squares = 0;
        for (int row = 0; row < BLOCK; row++) {
            for (int at = from + row * FrameSignature.WIDTH; at < from + row * FrameSignature.WIDTH + BLOCK; at++) {
                int value = samples[at] & 0xff;
                sum += value;
                squares += value * value;
            }
        }
        double pixels = BLOCK * BLOCK;
        return squares / pixels - (sum / pixels) * (sum / pixels);
    }
}
