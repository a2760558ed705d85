package io.jndencode.shot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Keeps what {@link ShotTraits} are the means of, a few numbers a frame, until the shot of the frame is known. */
final class TraitLog {
    private static final int BLOCK = 8;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long first;

    /** Of one frame. */
    private record Entry(double texture, double luma, double change, double residual) {}

    /** The next frame, and how it differs from the one before. */
    void add(FrameSignature frame, double change, double residual) {
        entries.addLast(new Entry(texture(frame.samples()), frame.mean(), change, residual));
    }

    /** The traits of a shot; forgets its frames and those before. */
    ShotTraits take(FrameRange shot) {
        for (; first < shot.start(); first++) {
            entries.removeFirst();
        }
        List<Entry> frames = new ArrayList<>();
        for (; first < shot.end(); first++) {
            frames.add(entries.removeFirst());
        }
        List<Entry> followers = frames.subList(1, frames.size()); // the first one differs from another shot
        return new ShotTraits(
                mean(frames, Entry::texture),
                mean(frames, Entry::luma),
                mean(followers, Entry::change),
                mean(followers, Entry::residual));
    }

    private static double mean(List<Entry> entries, ToDoubleFunction<Entry> figure) {
        return entries.stream().mapToDouble(figure).average().orElse(0);
    }

    /** Mean over the blocks of log2(1 + variance): x264's adaptive quantisation adds up the same of its macroblocks. */
    private static double texture(byte[] samples) {
        double sum = 0;
        for (int y = 0; y < FrameSignature.HEIGHT; y += BLOCK) {
            for (int x = 0; x < FrameSignature.WIDTH; x += BLOCK) {
                sum += Math.log1p(variance(samples, y * FrameSignature.WIDTH + x));
            }
        }
        int blocks = FrameSignature.WIDTH * FrameSignature.HEIGHT / (BLOCK * BLOCK);
        return sum / blocks / Math.log(2);
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
